package chat.maru.gateway.socket;

/// Whether this node takes sessions and frames. It closes once.
final class Gate {
  private volatile boolean closed;

  void close() {
    closed = true;
  }

  boolean isOpen() {
    return !closed;
  }
}
