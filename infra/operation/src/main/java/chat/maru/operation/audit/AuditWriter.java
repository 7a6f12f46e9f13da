package chat.maru.operation.audit;

import static java.util.Objects.requireNonNull;

import chat.maru.operation.audit.Audit.Line;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// Writes the lines on a thread of its own: a console that takes nothing must not stop a socket.
final class AuditWriter {
  private static final Logger LOG = LoggerFactory.getLogger("maru.audit");
  private static final int MOST_WAITING = 1_024;
  private static final long LAST_LINES_MILLIS = 1_000;

  private final BlockingQueue<Entry> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicInteger unwritten = new AtomicInteger();
  private final Map<AuditEvent, Allowance> allowances = new EnumMap<>(AuditEvent.class);

  private AuditWriter() {
    for (AuditEvent event : AuditEvent.values()) {
      allowances.put(event, new Allowance(event.mostPerMinute(), System::nanoTime));
    }
  }

  static AuditWriter start() {
    var writer = new AuditWriter();
    Thread.ofPlatform().name("audit").daemon().start(writer::write);
    Runtime.getRuntime().addShutdownHook(new Thread(writer::awaitLastLines, "audit-end"));
    return writer;
  }

  void offer(Line line) {
    Allowance allowance = requireNonNull(allowances.get(line.event()));
    OptionalInt leftOut = allowance.take();
    if (leftOut.isPresent()) {
      unwritten.incrementAndGet();
      if (!waiting.offer(new Entry(line, leftOut.getAsInt()))) {
        unwritten.decrementAndGet();
        allowance.lost();
      }
    }
  }

  private void write() {
    try {
      while (true) {
        write(waiting.take());
        unwritten.decrementAndGet();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void write(Entry entry) {
    Line line = entry.line();
    LoggingEventBuilder log =
        LOG.atInfo()
            .addKeyValue("event.kind", "event")
            .addKeyValue("event.action", line.event().action())
            .addKeyValue("event.outcome", line.outcome());
    if (line.reason() != null) {
      log = log.addKeyValue("event.reason", line.reason());
    }
    if (line.user() != null) {
      log = log.addKeyValue("user.id", line.user().toString());
    }
    if (line.address() != null) {
      log = log.addKeyValue("source.ip", line.address());
    }
    if (entry.leftOut() > 0) {
      log = log.addKeyValue("labels.left_out", entry.leftOut());
    }
    log.log(line.event().action() + " " + line.outcome());
  }

  /// A command ends as soon as it has done its work.
  private void awaitLastLines() {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LAST_LINES_MILLIS);
    while (unwritten.get() > 0 && System.nanoTime() - deadline < 0) {
      Thread.onSpinWait();
    }
  }

  private record Entry(Line line, int leftOut) {}
}
