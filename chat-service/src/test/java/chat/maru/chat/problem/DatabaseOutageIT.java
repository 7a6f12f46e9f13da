package chat.maru.chat.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.maru.chat.Api;
import chat.maru.chat.RunningNode;
import chat.maru.testkit.Servers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;

class DatabaseOutageIT extends RunningNode {
  @LocalManagementPort private int managementPort;

  @Test
  void whileTheDatabaseIsAwayCallersAreToldToComeBackAndTheNodeStaysReady() {
    var account = account("A");
    Api management = new Api("http://127.0.0.1:" + managementPort);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> management.get("/actuator/health/readiness").status() == 200);
    var postgres = Servers.current().postgres();
    postgres.kill();
    try {
      for (String path : new String[] {"/api/posts", "/api/rooms", "/api/me"}) {
        var problem = account.api().get(path).problem(503, "unavailable");
        assertThat(problem.get("retryable").asBoolean()).isTrue();
      }
      assertThat(api().get("/.well-known/jwks.json").status()).isEqualTo(200);
      assertThat(management.get("/actuator/health/readiness").status()).isEqualTo(200);
    } finally {
      postgres.restart();
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> account.api().get("/api/rooms").status() == 200);
  }
}
