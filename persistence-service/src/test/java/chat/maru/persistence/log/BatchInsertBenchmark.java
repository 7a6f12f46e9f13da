package chat.maru.persistence.log;

import chat.maru.persistence.log.BatchWriter.Written;
import chat.maru.persistence.support.Marketplace;
import chat.maru.persistence.support.Scene;
import chat.maru.testkit.server.ServerOptions.Durability;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/// The transaction that stores a batch, in batches per second and, as `rows`, messages per second.
/// All indexes are on.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BatchInsertBenchmark {
  private static final int KNOWN_ROOMS = 1_000;

  public enum Rooms {
    /// A thousand that were made before take turns: every message of a batch is for another one.
    KNOWN,
    /// Each message makes its own.
    NEW,
    /// All messages are for one.
    ONE;

    int of(int message) {
      return switch (this) {
        case KNOWN -> message % KNOWN_ROOMS;
        case NEW -> message;
        case ONE -> 0;
      };
    }

    int among(int messages) {
      return switch (this) {
        case KNOWN -> KNOWN_ROOMS;
        case NEW -> messages;
        case ONE -> 1;
      };
    }
  }

  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Counters {
    public long rows;
  }

  @Param({"1", "16", "256", "1000"})
  public int messages;

  @Param({"KNOWN", "NEW"})
  public Rooms rooms;

  @Param("DURABLE")
  public Durability durability;

  private final InboundLetters log = new InboundLetters();
  private StoringDatabase database;
  private BatchWriter writer;
  private Marketplace marketplace;
  private int written;
  private Map<Integer, Long> reached;
  private List<Letter> batch;

  @Setup(Level.Trial)
  public void start() throws IOException {
    database = new StoringDatabase(durability);
    writer = database.writer();
    marketplace = new Marketplace(database.jdbc());
    if (rooms != Rooms.NEW) {
      read(KNOWN_ROOMS);
      writer.write(batch, reached);
    }
  }

  @Setup(Level.Invocation)
  public void read() {
    read(messages);
  }

  @Benchmark
  public Object write(Counters counters) {
    Written result = writer.write(batch, reached);
    counters.rows += messages;
    return result;
  }

  /// A benchmark that stores something else measures nothing.
  @TearDown(Level.Trial)
  public void check() {
    try (var _ = database) {
      expect("chat_message", written);
      expect("chat_room", rooms.among(written));
    }
  }

  private void read(int count) {
    List<Scene> scenes =
        IntStream.range(written, written + count)
            .map(rooms::of)
            .mapToObj(marketplace::scene)
            .toList();
    reached = log.reached();
    batch = log.read(scenes);
    written += count;
  }

  private void expect(String table, int rows) {
    int found = database.jdbc().sql("SELECT count(*) FROM " + table).query(Integer.class).single();
    if (found != rows) {
      throw new IllegalStateException(
          "rows of %s: %d (expected: %d)".formatted(table, found, rows));
    }
  }
}
