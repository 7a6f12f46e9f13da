package chat.maru.persistence;

import static java.util.UUID.randomUUID;
import static org.awaitility.Awaitility.await;

import chat.maru.contract.topic.Topics;
import chat.maru.persistence.support.Marketplace;
import chat.maru.persistence.support.RunningService;
import chat.maru.persistence.support.World;
import chat.maru.testkit.Servers;
import chat.maru.testkit.WithServers.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// How fast a backlog drains into PostgreSQL and out to the public stream, indexes on, all in one
/// JVM beside the servers; as `rows`, messages per second. One backlog is one iteration: an
/// iteration's time is over before its first call is.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 1, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 1, timeUnit = TimeUnit.MILLISECONDS)
public class DrainBenchmark {
  private static final int ROOMS = 1_000;

  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Counters {
    public long rows;
  }

  @Param("100000")
  public int backlog;

  private Servers servers;
  private World world;
  private Marketplace marketplace;
  private RunningService service;
  private long appended;

  @Setup(Level.Trial)
  public void start() {
    servers = Servers.current();
    servers.require(List.of(Kind.KAFKA, Kind.POSTGRES));
    world = new World(servers);
    marketplace = new Marketplace(world.jdbc());
  }

  @Setup(Level.Iteration)
  public void fill() {
    for (int i = 0; i < backlog; i++) {
      world.append(
          marketplace
              .scene(i % ROOMS)
              .fromBorrower(randomUUID(), "a text of usual length ".repeat(4)));
    }
    world.flush();
    appended += backlog;
    service = RunningService.start(servers, "drain-benchmark");
  }

  /// What was stored while the service started does not count.
  @Benchmark
  public void drain(Counters counters) {
    long before = position();
    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> position() >= appended);
    counters.rows += appended - before;
  }

  @TearDown(Level.Iteration)
  public void stop() {
    service.close();
  }

  @TearDown(Level.Trial)
  public void end() {
    world.close();
    servers.close();
  }

  private long position() {
    return world
        .jdbc()
        .sql("SELECT coalesce(sum(next_offset), 0) FROM log_position WHERE topic = ?")
        .param(Topics.INBOUND)
        .query(Long.class)
        .single();
  }
}
