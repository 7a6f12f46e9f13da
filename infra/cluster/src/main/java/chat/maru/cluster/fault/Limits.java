package chat.maru.cluster.fault;

import java.time.Duration;

/// What a schedule keeps to.
///
/// @param duration of the whole run, the quiet end included
/// @param quietEnd how long before the end everything is repaired and has had time to become ready
/// @param outage how long at most all nodes of one service are away at once, repair not counted
/// @param outageShare how many of a service's turns strike all its nodes at once, 0 to 1; spread
///   evenly
public record Limits(Duration duration, Duration quietEnd, Duration outage, double outageShare) {

  public Limits {
    if (quietEnd.isNegative() || outage.toMillis() < 1 || !(outageShare >= 0 && outageShare <= 1)) {
      throw new IllegalArgumentException(
          "quiet end: %s, outage: %s, share: %s (expected: >= 0, >= 1 ms, 0 to 1)"
              .formatted(quietEnd, outage, outageShare));
    }
  }

  /// The last minute is quiet, and one turn in ten takes a whole service away for up to 5 s.
  public static Limits of(Duration duration) {
    return new Limits(duration, Duration.ofMinutes(1), Duration.ofSeconds(5), 0.1);
  }

  Duration repairedBy() {
    return duration.minus(quietEnd);
  }
}
