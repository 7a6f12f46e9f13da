package chat.maru.gateway.session;

/// The container's side of one session. No method blocks; all may be called from any thread.
public interface Socket {

  /// Writes one text frame and tells once how it went, on this thread or another. The next call
  /// comes only after that.
  void send(String text, Written written);

  /// A WebSocket ping; a failure shows itself as silence.
  void ping();

  /// Frames that came from the client, pings and fragments among them.
  long framesIn();

  /// Starts the closing handshake behind what is being written.
  void close(int code, String reason);

  /// Drops the connection without a word.
  void disconnect();

  /// How a write went.
  interface Written {
    void done(boolean well);
  }
}
