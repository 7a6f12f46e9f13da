package chat.maru.chat.limit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.maru.chat.Api;
import chat.maru.chat.RunningNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/// D9: who asks too much is told when to come again, and nobody else notices.
@TestPropertySource(
    properties = {
      "maru.node=chat-limited",
      "maru.chat.per-user.requests=1/m burst 30",
      "maru.chat.per-user.tickets=1/m burst 2",
      "maru.chat.per-address.exempt=127.0.0.1",
      "maru.chat.per-address.requests=1/m burst 100",
      "maru.chat.per-address.registrations=1/m burst 3",
      "maru.chat.door.headers=2s",
      "maru.chat.door.request=4s",
      "maru.chat.door.connections-per-address=20",
      "maru.chat.cors-origins=https://shop.example"
    })
@DirtiesContext
class LimitsIT extends RunningNode {
  private static final String LOOPBACK_2 = "127.0.0.2";
  private static final String BAD_REGISTRATION =
      "POST /api/auth/register HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
          + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";

  @LocalServerPort private int port;

  @Test
  void aUsersRequestsAreLimitedAndAnothersAreNot() {
    var greedy = account("민지");
    var other = account("도윤");
    for (int i = 0; i < 30; i++) {
      greedy.api().get("/api/me").ok();
    }
    assertRateLimited(greedy.api().get("/api/me"));
    assertRateLimited(greedy.api().post("/api/sync", "{}"));
    other.api().get("/api/me").ok();
    assertThat(limited("user_requests")).isGreaterThanOrEqualTo(2);
  }

  @Test
  void ticketsHaveALimitOfTheirOwn() {
    var user = account("민지");
    for (int i = 0; i < 2; i++) {
      assertThat(user.api().post("/api/socket-tickets", "{}").status()).isNotEqualTo(429);
    }
    assertRateLimited(user.api().post("/api/socket-tickets", "{}"));
    user.api().get("/api/me").ok();
  }

  @Test
  void anAddressThatIsNotExemptIsLimitedBeforeAnythingIsLookedAt() throws IOException {
    for (int i = 0; i < 3; i++) {
      assertThat(answer(LOOPBACK_2, BAD_REGISTRATION)).contains(" 400 ");
    }
    assertThat(answer(LOOPBACK_2, BAD_REGISTRATION))
        .contains(" 429 ", "\"rate_limited\"")
        .containsIgnoringCase("Retry-After: ")
        .containsIgnoringCase("X-Content-Type-Options: nosniff")
        .containsIgnoringCase("Content-Security-Policy: ");
    String me = "GET /api/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    String last = "";
    for (int i = 0; i < 110 && !last.contains(" 429 "); i++) {
      last = answer(LOOPBACK_2, me);
      assertThat(last).containsAnyOf(" 401 ", " 429 ");
    }
    assertThat(last).contains(" 429 ");
    assertThat(answer("127.0.0.1", me)).contains(" 401 ");
    assertThat(limited("address_registrations")).isEqualTo(1);
  }

  @Test
  void bodiesThatTrickleHoldNoPlaceAndAreEnded() throws IOException {
    var user = account("민지");
    var slow = new ArrayList<Socket>();
    try {
      for (int i = 0; i < 30; i++) {
        slow.add(open("127.0.0.1", sync(user.accessToken(), 1_000) + "{"));
      }
      long begin = System.nanoTime();
      account("도윤").api().post("/api/sync", "{}").ok();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
      await().atMost(Duration.ofSeconds(10)).until(() -> cut("request") >= 30);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void headersThatTrickleAreEndedAndAnAddressHasSoManyConnections() throws IOException {
    var slow = new ArrayList<Socket>();
    try {
      for (int i = 0; i < 50; i++) {
        slow.add(open(LOOPBACK_2, "GET / HTTP/1.1\r\nHost:"));
      }
      await().until(() -> cut("address") >= 30);
      assertThat(api().get("/").status()).isEqualTo(200);
      await().atMost(Duration.ofSeconds(10)).until(() -> cut("head") >= 20);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void namedOriginsMayCallAndNoOthers() {
    assertThat(allowedOrigin("https://shop.example")).hasValue("https://shop.example");
    for (String other : List.of("http://shop.example", "https://shop.example.evil", "null")) {
      assertThat(allowedOrigin(other)).as(other).isEmpty();
    }
  }

  private Optional<String> allowedOrigin(String origin) {
    var preflight =
        api()
            .request("/api/me")
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "GET")
            .header("Access-Control-Request-Headers", "authorization")
            .method("OPTIONS", BodyPublishers.noBody());
    var headers = api().send(preflight).headers();
    assertThat(headers.firstValue("Access-Control-Allow-Credentials")).isEmpty();
    return headers.firstValue("Access-Control-Allow-Origin");
  }

  private static void assertRateLimited(Api.Answer answer) {
    var problem = answer.problem(429, "rate_limited");
    assertThat(problem.get("retryable").asBoolean()).isTrue();
    long millis = problem.get("retryAfterMs").asLong();
    assertThat(millis).isBetween(1L, 60_000L);
    assertThat(answer.headers().firstValueAsLong("Retry-After")).hasValue((millis + 999) / 1_000);
  }

  private static String sync(String token, int length) {
    return "POST /api/sync HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n".formatted(token)
        + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n".formatted(length);
  }

  private Socket open(String from, String text) throws IOException {
    Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.ofLiteral(from), 0);
    socket.setSoTimeout(10_000);
    try {
      socket.getOutputStream().write(text.getBytes(US_ASCII));
    } catch (IOException e) {
      // closed already: that is what some of these are for
    }
    return socket;
  }

  private String answer(String from, String request) throws IOException {
    try (Socket socket = open(from, request);
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))) {
      return in.lines().collect(Collectors.joining("\n"));
    }
  }

  private double limited(String limit) {
    return metric("maru_rest_limited_total", "limit=\"" + limit + "\"");
  }

  private double cut(String reason) {
    return metric("maru_connections_cut_total", "reason=\"" + reason + "\"");
  }

  private double metric(String name, String tag) {
    return scrape().stream()
        .filter(line -> line.startsWith(name + "{") && line.contains(tag))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
