package chat.maru.chat.web;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.chat.RunningNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/// A node whose proxy is this test. RFC 6797 wants `Strict-Transport-Security` over https alone.
@TestPropertySource(properties = {"maru.tls.terminated-by-proxy=127.0.0.1", "maru.tls.hsts=30d"})
@DirtiesContext
class BehindProxyIT extends RunningNode {

  @Test
  void browsersAreToldToStayWithHttpsByEveryAnswerThatCameOverIt() {
    for (String path : List.of("/", "/api/me", "/.well-known/jwks.json", "/nothing")) {
      assertThat(hsts(path, "https")).as(path).isEqualTo("max-age=2592000");
      assertThat(hsts(path, "http")).as(path).isNull();
    }
  }

  private String hsts(String path, String scheme) {
    return api()
        .send(api().request(path).header("X-Forwarded-Proto", scheme).GET())
        .headers()
        .firstValue("Strict-Transport-Security")
        .orElse(null);
  }
}
