package chat.maru.cluster.fault;

import chat.maru.cluster.proxy.Direction;
import java.time.Duration;

/// What happens to one process or to one link.
public sealed interface Fault {

  Target target();

  /// From the blow to the beginning of the repair; becoming ready again comes on top.
  Duration lasts();

  /// Against a process.
  sealed interface OfProcess extends Fault {}

  /// Against a link.
  sealed interface OfLink extends Fault {
    @Override
    Target.Link target();
  }

  /// `kill -9`, and a start after `lasts`.
  record Kill(Target target, Duration lasts) implements OfProcess {}

  /// SIGSTOP, and SIGCONT after `lasts`.
  record Freeze(Target target, Duration lasts) implements OfProcess {}

  /// SIGTERM, and a start as soon as it has ended.
  record Restart(Target target) implements OfProcess {
    @Override
    public Duration lasts() {
      return Duration.ZERO;
    }
  }

  /// Redis killed, and started with nothing in it after `lasts`.
  record LoseRedis(Duration lasts) implements OfProcess {
    @Override
    public Target target() {
      return Target.Server.REDIS;
    }
  }

  /// All connections reset; new ones come through.
  record Cut(Target.Link target) implements OfLink {
    @Override
    public Duration lasts() {
      return Duration.ZERO;
    }
  }

  /// Connections stay and nothing passes either way, as behind a pulled cable.
  record HalfOpen(Target.Link target, Duration lasts) implements OfLink {}

  /// Everything arrives `by` later.
  record Delay(Target.Link target, Duration by, Duration lasts) implements OfLink {}

  /// Bytes of one direction are lost, and the connections that lost some are reset at the end: so a
  /// node misses the last words of a server, or a server those of a node.
  record Swallow(Target.Link target, Direction direction, Duration lasts) implements OfLink {}

  /// PostgreSQL answers every write with an error.
  record ReadOnly(Duration lasts) implements Fault {
    @Override
    public Target target() {
      return Target.Server.POSTGRES;
    }
  }

  /// For the table.
  default String what() {
    return switch (this) {
      case Kill _ -> "kill -9";
      case Freeze _ -> "freeze";
      case Restart _ -> "restart";
      case LoseRedis _ -> "kill -9, data lost";
      case ReadOnly _ -> "read-only";
      case Cut _ -> "cut";
      case HalfOpen _ -> "half-open";
      case Delay(_, var by, _) -> "delay of %d ms".formatted(by.toMillis());
      case Swallow(_, var direction, _) ->
          switch (direction) {
            case TO_SERVER -> "requests lost";
            case TO_CLIENT -> "answers lost";
          };
    };
  }
}
