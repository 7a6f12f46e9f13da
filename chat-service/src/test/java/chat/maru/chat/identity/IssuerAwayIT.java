package chat.maru.chat.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.maru.chat.RunningNode;
import chat.maru.testkit.issuer.OutsideIssuer;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A node that starts before the outside issuer does.
@DirtiesContext
class IssuerAwayIT extends RunningNode {
  private static final OutsideIssuer OUTSIDE = new OutsideIssuer();

  @DynamicPropertySource
  static void issuer(DynamicPropertyRegistry registry) {
    OUTSIDE.setAway(true);
    registry.add("maru.issuer", OUTSIDE::uri);
    registry.add("maru.chat.embedded-issuer", () -> false);
  }

  @AfterAll
  static void stop() {
    OUTSIDE.close();
  }

  @Test
  void tokensAreNotJudgedUntilItsKeysAreThere() {
    String token = OUTSIDE.token(UUID.randomUUID().toString());
    var answer = api().as(token).get("/api/me");
    answer.problem(503, "unavailable");
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    api().get("/api/me").problem(401, "unauthenticated");
    OUTSIDE.setAway(false);
    await().until(() -> api().as(token).get("/api/me").status() == 200);
  }
}
