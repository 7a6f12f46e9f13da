package chat.maru.contract.trace;

import java.time.Duration;
import java.util.List;

/// The stages of a message's way, measured by several services and compared with each other: their
/// histograms have the same buckets, or quantiles over several nodes and the sum of the stages
/// would mean nothing.
public final class Stages {
  private static final List<Duration> BUCKETS =
      List.of(
          Duration.ofMillis(1),
          Duration.ofNanos(2_500_000),
          Duration.ofMillis(5),
          Duration.ofMillis(10),
          Duration.ofMillis(25),
          Duration.ofMillis(50),
          Duration.ofMillis(100),
          Duration.ofMillis(250),
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofMillis(2_500),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofSeconds(300));

  private Stages() {}

  /// The upper bounds of the buckets of every latency histogram, ascending. The last one is the age
  /// at which a message has surely waited for somebody to repair something.
  public static Duration[] buckets() {
    return BUCKETS.toArray(Duration[]::new);
  }
}
