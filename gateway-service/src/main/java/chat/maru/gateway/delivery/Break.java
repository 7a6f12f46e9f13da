package chat.maru.gateway.delivery;

import java.util.Locale;

/// Why sessions of this node may have missed something.
enum Break {
  /// Nothing was heard yet; there are no sessions then.
  START,
  /// A connection to Redis was lost or made.
  CONNECTION,
  /// The lease ran out or was another's.
  LEASE,
  /// No ping came back in time.
  SILENCE,
  /// A ping between two others did not come back.
  LOSS;

  /// Its name in metrics.
  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
