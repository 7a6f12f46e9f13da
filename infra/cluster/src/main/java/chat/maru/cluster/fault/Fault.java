package chat.maru.cluster.fault;

import java.time.Duration;

/// What happens to one process.
public sealed interface Fault {

  Target target();

  /// From the blow to the beginning of the repair; becoming ready again comes on top.
  Duration lasts();

  /// `kill -9`, and a start after `lasts`.
  record Kill(Target target, Duration lasts) implements Fault {}

  /// SIGSTOP, and SIGCONT after `lasts`.
  record Freeze(Target target, Duration lasts) implements Fault {}

  /// SIGTERM, and a start as soon as it has ended.
  record Restart(Target target) implements Fault {
    @Override
    public Duration lasts() {
      return Duration.ZERO;
    }
  }

  /// Redis killed, and started with nothing in it after `lasts`.
  record LoseRedis(Duration lasts) implements Fault {
    @Override
    public Target target() {
      return Target.Server.REDIS;
    }
  }

  /// For the table.
  default String what() {
    return switch (this) {
      case Kill _ -> "kill -9";
      case Freeze _ -> "freeze";
      case Restart _ -> "restart";
      case LoseRedis _ -> "kill -9, data lost";
    };
  }
}
