package chat.maru.gateway.delivery;

import java.util.Locale;

/// Why sessions of this node may have missed something.
enum Break {
  /// Nothing was heard yet; there are no sessions then.
  START,
  /// A connection to Redis was lost or made, or the channel subscribed anew.
  CONNECTION,
  /// The lease ran out, was another's, or nobody knows.
  LEASE,
  /// A connection that stood brought nothing for so long that it was given up.
  SILENCE,
  /// A ping between two others did not come back.
  LOSS;

  /// Its name in metrics.
  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
