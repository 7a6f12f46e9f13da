package chat.maru.gateway.presence;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Whether a user is there.
///
/// @param lastSeenAt to the minute; absent while online or never seen
record PresenceState(boolean online, @Nullable Instant lastSeenAt) {
  static final PresenceState ONLINE = new PresenceState(true, null);

  /// A user who just left counts as online for the grace, so that a reconnect is not seen.
  ///
  /// @param live whether a living node holds a device
  /// @param seen when the last device left, as far as known
  static PresenceState judge(boolean live, @Nullable Instant seen, Instant now, Duration grace) {
    if (live || (seen != null && now.isBefore(seen.plus(grace)))) {
      return ONLINE;
    }
    return new PresenceState(false, seen == null ? null : seen.truncatedTo(ChronoUnit.MINUTES));
  }
}
