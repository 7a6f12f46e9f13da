package chat.maru.gateway.limit;

import static java.util.Objects.requireNonNull;

import chat.maru.gateway.settings.GatewaySettings.PerUser;
import chat.maru.limits.rate.Allowances;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

/// What each user may do on this node, with all devices together.
public final class UserLimits {
  /// Until a device that is over the number of connections should try again: another one must go.
  private static final Duration CROWDED = Duration.ofSeconds(10);

  private final Map<Limit, Allowances<UUID>> allowances = new EnumMap<>(Limit.class);
  private final int mostConnections;
  private final LimitMeters meters;

  UserLimits(PerUser settings, LimitMeters meters) {
    this.meters = meters;
    this.mostConnections = settings.connections();
    allowances.put(Limit.SENDS, new Allowances<>(settings.sends()));
    allowances.put(Limit.READS, new Allowances<>(settings.reads()));
    allowances.put(Limit.TYPING, new Allowances<>(settings.typing()));
    allowances.put(Limit.WATCHES, new Allowances<>(settings.watches()));
    allowances.put(Limit.AUTHS, new Allowances<>(settings.auths()));
    allowances.put(Limit.USER_HANDSHAKES, new Allowances<>(settings.handshakes()));
  }

  /// Takes one of what the user may do: 0, or the nanoseconds to wait for the next.
  public long take(Limit limit, UUID user) {
    long wait = requireNonNull(allowances.get(limit)).take(user);
    if (wait > 0) {
      meters.refused(limit);
    }
    return wait;
  }

  /// Zero when the user may open another connection. Handshakes that are judged at the same moment
  /// may pass together.
  ///
  /// @param open connections of the user on this node
  public Duration connect(UUID user, int open) {
    if (open >= mostConnections) {
      meters.refused(Limit.USER_CONNECTIONS);
      return CROWDED;
    }
    return Duration.ofNanos(take(Limit.USER_HANDSHAKES, user));
  }
}
