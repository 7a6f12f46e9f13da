package chat.maru.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// What the audit log has of a life with an account: each event once, without what was typed.
class AuditIT extends RunningNode {
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
  }

  @Test
  void eachEventStandsInTheAuditLogOnceWithTheUserAndTheAddressAndNothingTyped() {
    Account jimin = account("Jimin");
    api()
        .post("/api/auth/login", new Login(jimin.username(), "a typed password"))
        .problem(401, "bad_credentials");
    api()
        .post("/api/auth/login", new Login("a-password-in-the-wrong-field", "x"))
        .problem(401, "bad_credentials");
    api().as("no.such.token").get("/api/me").problem(401, "unauthenticated");
    jimin.api().get("/api/rooms/" + UUID.randomUUID()).problem(404, "room_not_found");
    jimin.api().get("/api/rooms/" + UUID.randomUUID() + "/messages").problem(404, "room_not_found");
    api().post("/api/auth/logout", new Refresh(jimin.refreshToken()));

    List<String> expected =
        List.of(
            "registered success - known",
            "login success - known",
            "login failure bad_credentials known",
            "login failure bad_credentials -",
            "token-refused failure unauthenticated -",
            "room-refused failure room_not_found known",
            "room-refused failure room_not_found known",
            "logout success - known");
    await().until(() -> lines.list.size() >= expected.size());
    assertThat(lines.list).extracting(line -> told(line, jimin.id())).isEqualTo(expected);
    assertThat(lines.list)
        .allMatch(line -> field(line, "source.ip").equals("127.0.0.1"))
        .extracting(line -> line.getFormattedMessage() + line.getKeyValuePairs())
        .noneMatch(line ->
            line.contains(jimin.username())
                || line.contains("password")
                || line.contains("no.such.token")
                || line.contains(jimin.refreshToken()));
  }

  private static String told(ILoggingEvent line, UUID user) {
    String id = field(line, "user.id");
    return String.join(
        " ",
        field(line, "event.action"),
        field(line, "event.outcome"),
        field(line, "event.reason"),
        id.equals(user.toString()) ? "known" : id);
  }

  private static String field(ILoggingEvent line, String name) {
    return line.getKeyValuePairs().stream()
        .filter(pair -> pair.key.equals(name))
        .map(pair -> String.valueOf(pair.value))
        .findFirst()
        .orElse("-");
  }

  record Refresh(String refreshToken) {}
}
