package chat.maru.tls.backend;

import java.util.Locale;

/// A server that services connect to.
public enum Backend {
  KAFKA("Kafka"),
  REDIS("Redis"),
  POSTGRESQL("PostgreSQL");

  private final String title;

  Backend(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /// As settings spell it.
  String spelled() {
    return name().toLowerCase(Locale.ROOT);
  }
}
