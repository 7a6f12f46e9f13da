package chat.maru.persistence;

import static java.util.UUID.randomUUID;
import static org.awaitility.Awaitility.await;

import chat.maru.contract.topic.Topics;
import chat.maru.persistence.support.RunningService;
import chat.maru.persistence.support.Scene;
import chat.maru.persistence.support.World;
import chat.maru.testkit.Servers;
import chat.maru.testkit.WithServers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// How fast a backlog drains into PostgreSQL and out to the public stream, indexes on: a figure to
/// read, not to assert. The first rounds warm the JVM up.
///
/// `mvn -pl persistence-service -am verify -Dit.test=DrainBenchmark -Dmaru.benchmark=200000
/// -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false -Dtest=none`
@WithServers(
    value = {WithServers.Kind.KAFKA, WithServers.Kind.POSTGRES},
    freshDatabase = true)
@EnabledIfSystemProperty(named = "maru.benchmark", matches = "\\d+")
class DrainBenchmark {
  private static final int ROOMS = 1_000;
  private static final int ROUNDS = 4;

  @Test
  void drain(Servers servers) {
    int backlog = Integer.getInteger("maru.benchmark");
    try (World world = new World(servers)) {
      List<Scene> scenes = world.scenes(ROOMS);
      for (int round = 1; round <= ROUNDS; round++) {
        for (int i = 0; i < backlog; i++) {
          world.append(
              scenes
                  .get(i % ROOMS)
                  .fromBorrower(randomUUID(), "a text of usual length ".repeat(4)));
        }
        world.flush();
        report(round, backlog, drain(servers, world, (long) round * backlog));
      }
    }
  }

  private static Duration drain(Servers servers, World world, long target) {
    try (var _ = RunningService.start(servers, "drain-benchmark")) {
      long start = System.nanoTime();
      await()
          .atMost(Duration.ofMinutes(5))
          .pollInterval(Duration.ofMillis(100))
          .until(() -> position(world) >= target);
      return Duration.ofNanos(System.nanoTime() - start);
    }
  }

  private static long position(World world) {
    return world
        .jdbc()
        .sql("SELECT coalesce(sum(next_offset), 0) FROM log_position WHERE topic = ?")
        .param(Topics.INBOUND)
        .query(Long.class)
        .single();
  }

  private static void report(int round, int rows, Duration time) {
    System.out.printf(
        "round %d: %,d rows in %.1f s = %,.0f rows/s%n",
        round, rows, time.toMillis() / 1000.0, rows * 1000.0 / time.toMillis());
  }
}
