package chat.maru.limits.connection;

import java.util.Locale;

/// Why a connection was ended without a word.
public enum Cut {
  /// No complete request in time: slow or no headers.
  HEAD,
  /// A request that took too long: a slow body, or an answer that nobody reads.
  REQUEST,
  /// It waited longest for a request when too many did.
  CROWD,
  /// Its address had too many already.
  ADDRESS;

  /// Its name in metrics.
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
