package chat.maru.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import chat.maru.gateway.intake.MessageLog.Outcome;
import chat.maru.gateway.trace.SendTrace;
import chat.maru.gateway.trace.Traces;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ComplaintsTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Logger log = (Logger) LoggerFactory.getLogger(Complaints.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Traces traces = new Traces(Tracer.NOOP, Propagator.NOOP, 0);
  private final Complaints complaints = new Complaints(0);

  @BeforeEach
  void listen() {
    lines.start();
    log.addAppender(lines);
  }

  @AfterEach
  void leave() {
    log.detachAppender(lines);
  }

  @Test
  void oneLineInTenSecondsStandsForAllAndNamesItsTrace() {
    SendTrace first = send();
    complaints.about(first, Outcome.UNKNOWN, 0);
    complaints.about(send(), Outcome.UNKNOWN, 1);
    complaints.about(send(), Outcome.NOT_ACCEPTED, 9 * SECOND);
    assertThat(lines.list).hasSize(1);
    assertThat(first.traceparent())
        .contains(lines.list.getFirst().getMDCPropertyMap().get("traceId"));

    complaints.about(send(), Outcome.NOT_ACCEPTED, 10 * SECOND);
    assertThat(lines.list).hasSize(2);
  }

  private SendTrace send() {
    return traces.send(UUID.randomUUID());
  }
}
