package chat.maru.cluster.client.wire;

/// Hears one link, on its event loop: nothing here may block.
public interface LinkListener {

  void onText(String text);

  /// Something arrived, be it only a ping: the other side lives.
  default void onHeard() {}

  /// The link is gone. Called exactly once for a link that was open.
  ///
  /// @param code from the close frame; 1006 when there was none
  void onClosed(int code, String reason);
}
