package chat.maru.gateway.limit;

import java.util.Locale;

/// What is limited.
public enum Limit {
  SENDS,
  READS,
  TYPING,
  WATCHES,
  AUTHS,
  USER_HANDSHAKES,
  USER_CONNECTIONS,
  ADDRESS_HANDSHAKES,
  ADDRESS_CONNECTIONS;

  /// Its name in metrics, for example `user_handshakes`.
  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
