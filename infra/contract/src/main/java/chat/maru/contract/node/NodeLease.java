package chat.maru.contract.node;

/// A gateway says that it lives; gone ten seconds after it last said so.
///
/// @param url the WebSocket address that clients are given
/// @param draining takes no new sessions
public record NodeLease(String nodeId, String incarnation, String url, boolean draining) {

  public NodeAddress address() {
    return new NodeAddress(nodeId, incarnation);
  }
}
