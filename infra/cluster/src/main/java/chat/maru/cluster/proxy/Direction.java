package chat.maru.cluster.proxy;

/// Which way bytes go through a [TcpProxy].
public enum Direction {
  /// From the one who connected.
  TO_SERVER,
  /// To the one who connected.
  TO_CLIENT
}
