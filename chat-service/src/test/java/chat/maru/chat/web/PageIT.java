package chat.maru.chat.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import chat.maru.chat.Api;
import chat.maru.chat.RunningNode;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;

class PageIT extends RunningNode {
  @LocalManagementPort private int managementPort;

  @Test
  void litHtmlIsServedWithoutAVersionAndAskedForAgainByItsTag() {
    for (String file : List.of("lit-html.js", "directives/repeat.js", "directives/live.js")) {
      var answer = api().get("/webjars/lit-html/" + file);
      assertThat(answer.status()).as(file).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("javascript");
      assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-cache");
      String tag = answer.headers().firstValue("ETag").orElseThrow();
      var again = api().request("/webjars/lit-html/" + file).header("If-None-Match", tag).GET();
      assertThat(api().send(again).status()).isEqualTo(304);
    }
  }

  @Test
  void thePageIsServedAtTheRoot() {
    assumeThat(getClass().getResource("/static/index.html")).as("the page's files").isNotNull();
    var page = api().get("/");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
    assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache");
    assertThat(page.headers().firstValue("ETag")).isPresent();
  }

  @Test
  void everyAnswerCarriesTheSecurityHeaders() {
    for (String path : List.of("/webjars/lit-html/lit-html.js", "/api/me", "/nothing")) {
      var headers = api().get(path).headers();
      assertThat(headers.firstValue("Content-Security-Policy"))
          .as(path)
          .hasValue(
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                  + " font-src 'self'; connect-src 'self' ws://127.0.0.1:* ws://localhost:*;"
                  + " base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
                  + " manifest-src 'self'");
      assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
      assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
      assertThat(headers.firstValue("Permissions-Policy").orElse(""))
          .contains("camera=()", "geolocation=()", "microphone=()");
      assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
      assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).hasValue("same-origin");
      assertThat(headers.firstValue("Set-Cookie")).isEmpty();
      assertThat(headers.firstValue("Server")).isEmpty();
    }
    assertThat(api().get("/api/me").headers().firstValue("Cache-Control").orElse(""))
        .contains("no-store");
  }

  @Test
  void aStrangersWordForHttpsIsNotBelieved() {
    for (String path : List.of("/", "/api/me", "/nothing")) {
      var forwarded = api().request(path).header("X-Forwarded-Proto", "https").GET();
      assertThat(api().send(forwarded).headers().firstValue("Strict-Transport-Security"))
          .as(path)
          .isEmpty();
    }
  }

  @Test
  void whatIsNotThereIsAProblemAndNothingOfTheInsideIsServed() {
    for (String path :
        List.of(
            "/nothing", "/application.yaml", "/actuator/health", "/error", "/..;/x", "/%2e%2e/x")) {
      var answer = api().get(path);
      assertThat(answer.status()).as(path).isIn(400, 404);
    }
    api().get("/nothing").problem(404, "not_found");
    var trace = api().request("/").method("TRACE", HttpRequest.BodyPublishers.noBody());
    assertThat(api().send(trace).status()).isIn(404, 405);
  }

  @Test
  void anotherOriginGetsNoPermission() {
    var preflight =
        api()
            .request("/api/me")
            .header("Origin", "http://evil.example")
            .header("Access-Control-Request-Method", "GET")
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody());
    assertThat(api().send(preflight).headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void healthAndMetricsAreOnTheManagementPort() {
    Api management = new Api("http://127.0.0.1:" + managementPort);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> management.get("/actuator/health/readiness").status() == 200);
    assertThat(management.get("/actuator/health/liveness").status()).isEqualTo(200);
    assertThat(management.get("/actuator/prometheus").text())
        .contains("maru_fanout_batch", "maru_notifications_sent_total", "maru_posts_skipped_total");
  }
}
