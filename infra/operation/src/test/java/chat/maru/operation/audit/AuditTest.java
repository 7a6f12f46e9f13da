package chat.maru.operation.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class AuditTest {
  private static final UUID USER = UUID.randomUUID();

  private final Logger logger = (Logger) LoggerFactory.getLogger("maru.audit");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(lines);
    RequestContextHolder.resetRequestAttributes();
  }

  @Test
  void aLineHasTheFieldsOfTheElasticCommonSchema() {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setRemoteAddr("192.0.2.7");
    RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));

    Audit.failure(AuditEvent.LOGIN, USER, "bad_credentials");

    assertThat(fields())
        .isEqualTo(
            Map.of(
                "event.kind", "event",
                "event.action", "login",
                "event.outcome", "failure",
                "event.reason", "bad_credentials",
                "user.id", USER.toString(),
                "source.ip", "192.0.2.7"));
  }

  @Test
  void whoCallsIsKnownByTheirToken() {
    MockHttpServletRequest request = new MockHttpServletRequest();
    Principal caller = USER::toString;
    request.setUserPrincipal(caller);
    RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));

    Audit.failure(AuditEvent.ROOM_REFUSED, null, "room_not_found");

    assertThat(fields()).containsEntry("user.id", USER.toString());
  }

  /// People type passwords into the field of the name.
  @Test
  void whatIsNoCodeIsNotWritten() {
    Audit.failure(AuditEvent.LOGOUT, null, "Correct Horse!");

    assertThat(fields())
        .isEqualTo(
            Map.of(
                "event.kind", "event",
                "event.action", "logout",
                "event.outcome", "failure",
                "event.reason", "other"));
  }

  @Test
  void anAttackerDoesNotFillTheDiskAndWhatWasLeftOutIsCounted() {
    AtomicLong now = new AtomicLong();
    Allowance allowance = new Allowance(2, now::get);

    assertThat(Stream.generate(allowance::take).limit(5).map(OptionalInt::isPresent))
        .containsExactly(true, true, false, false, false);
    now.addAndGet(60_000_000_000L);
    assertThat(allowance.take()).hasValue(3);
    assertThat(allowance.take()).hasValue(0);
  }

  @Test
  void everyEventStandsInTheOperatorsTableAndNoOther() throws IOException {
    String page = Files.readString(Path.of("../../docs/operations.md"));
    String section = page.substring(page.indexOf("\n## Audit log\n"));
    String table = section.substring(0, section.indexOf("\n## ", 1));

    assertThat(Pattern.compile("(?m)^\\| `([a-z-]+)` \\|").matcher(table).results())
        .extracting(row -> row.group(1))
        .containsExactlyElementsOf(Stream.of(AuditEvent.values()).map(AuditEvent::action).toList());
  }

  private Map<String, String> fields() {
    await().until(() -> lines.list.size() == 1);
    return lines.list.getFirst().getKeyValuePairs().stream()
        .collect(Collectors.toMap(pair -> pair.key, pair -> String.valueOf(pair.value)));
  }
}
