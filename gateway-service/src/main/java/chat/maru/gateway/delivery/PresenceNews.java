package chat.maru.gateway.delivery;

import chat.maru.contract.node.NodeMessage;

/// Hears what other nodes say about users that are watched here. Must not block.
public interface PresenceNews {
  void heard(NodeMessage.Presence news);
}
