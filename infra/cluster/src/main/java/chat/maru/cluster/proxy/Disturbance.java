package chat.maru.cluster.proxy;

import java.time.Duration;

/// What happens to the bytes of a line.
sealed interface Disturbance {

  /// Nothing.
  enum None implements Disturbance {
    NONE
  }

  /// They wait, and so do ends and resets.
  enum HalfOpen implements Disturbance {
    HALF_OPEN
  }

  /// They are thrown away in one direction.
  record Swallow(Direction direction) implements Disturbance {}

  /// They arrive later, in order and no fewer a second.
  record Delay(Duration by) implements Disturbance {}
}
