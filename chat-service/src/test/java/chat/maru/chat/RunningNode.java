package chat.maru.chat;

import chat.maru.testkit.Servers;
import chat.maru.testkit.WithServers;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// One node against real servers, started once for all classes that extend this.
@WithServers
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "maru.node=chat-1",
      "maru.issuer=" + RunningNode.ISSUER,
      "maru.chat.internal-port=0",
      "maru.chat.bcrypt-strength=4",
      "maru.chat.notification.grace=1s",
      "maru.chat.lag.every=200ms",
      "management.opentelemetry.tracing.export.schedule-delay=50ms",
      "logging.level.org.apache.kafka=ERROR"
    })
@ActiveProfiles("local")
@Import({World.class, Spans.class})
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
public abstract class RunningNode {
  public static final String ISSUER = "http://127.0.0.1:8080";

  @Autowired protected World world;
  @LocalServerPort private int port;
  @LocalManagementPort private int managementPort;

  @DynamicPropertySource
  static void servers(DynamicPropertyRegistry registry) {
    Servers.current().register(registry);
  }

  protected Api api() {
    return new Api("http://127.0.0.1:" + port);
  }

  /// What Prometheus would scrape, without comments.
  protected List<String> scrape() {
    return new Api("http://127.0.0.1:" + managementPort)
        .get("/actuator/prometheus")
        .text()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .toList();
  }

  /// Somebody who registered and signed in by REST.
  protected Account account(String displayName) {
    String username = "u" + UUID.randomUUID().toString().substring(0, 12);
    var registered =
        api().post("/api/auth/register", new Register(username, "correct horse", displayName));
    var tokens = api().post("/api/auth/login", new Login(username, "correct horse")).body();
    return new Account(
        UUID.fromString(registered.body().get("userId").asString()),
        username,
        api().as(tokens.get("accessToken").asString()),
        tokens.get("accessToken").asString(),
        tokens.get("refreshToken").asString());
  }

  public record Account(
      UUID id, String username, Api api, String accessToken, String refreshToken) {}

  public record Register(String username, String password, String displayName) {}

  public record Login(String username, String password) {}
}
