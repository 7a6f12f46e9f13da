package chat.maru.cluster.launcher;

/// A service that the launcher starts any number of.
public enum ServiceKind {
  GATEWAY("gateway-service", "gateway", "384m"),
  CHAT("chat-service", "chat-service", "384m"),
  PERSISTENCE("persistence-service", "persistence-service", "256m");

  private final String module;
  private final String prefix;
  private final String heap;

  ServiceKind(String module, String prefix, String heap) {
    this.module = module;
    this.prefix = prefix;
    this.heap = heap;
  }

  /// Its Maven module and the name of its jar.
  String module() {
    return module;
  }

  String heap() {
    return heap;
  }

  /// The node's name: `gateway-1` for index 0.
  public String nameOf(int index) {
    return prefix + "-" + (index + 1);
  }
}
