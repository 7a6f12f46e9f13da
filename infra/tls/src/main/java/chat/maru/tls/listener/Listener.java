package chat.maru.tls.listener;

/// What a service listens for.
public enum Listener {
  /// Clients: page, REST, sockets.
  PUBLIC,
  /// Other services: chat-service's internal API.
  INTERNAL,
  /// Health and metrics.
  MANAGEMENT;

  /// As settings spell it.
  String spelled() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
