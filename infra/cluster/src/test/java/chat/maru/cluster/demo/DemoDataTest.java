package chat.maru.cluster.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DemoDataTest {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> notes = new ArrayList<>();
  private final List<String> users = new ArrayList<>();

  /// Title to lender.
  private final Map<String, String> posts = new LinkedHashMap<>();

  private HttpServer service;

  @BeforeEach
  void pretend() throws Exception {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext("/api/", this::answer);
    service.start();
  }

  @AfterEach
  void stop() {
    service.stop(0);
    http.close();
  }

  @Test
  void howeverOftenItIsMadeItIsThereOnce() {
    assertThat(make()).isTrue();
    var first = List.copyOf(posts.entrySet());
    assertThat(make()).isTrue();

    assertThat(users).containsExactly("jimin", "haneul");
    assertThat(posts).hasSize(12);
    assertThat(posts.entrySet()).containsExactlyElementsOf(first);
    assertThat(posts.values()).contains("jimin", "haneul");
    assertThat(notes).isEmpty();
  }

  @Test
  void onlyWhatIsMissingIsMadeAgain() {
    assertThat(make()).isTrue();
    posts.remove(DemoPost.ALL.getFirst().post().title());
    assertThat(make()).isTrue();
    assertThat(posts).hasSize(12);
  }

  @Test
  void aServiceThatDoesNotAnswerIsNotedInOneLine() {
    service.stop(0);
    assertThat(make()).isFalse();
    assertThat(notes)
        .singleElement()
        .asString()
        .startsWith("The demo data could not be made: ")
        .doesNotContain("\n");
  }

  private boolean make() {
    var page = URI.create("http://127.0.0.1:" + service.getAddress().getPort());
    return DemoData.make(http, page, notes::add);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    var body = exchange.getRequestBody().readAllBytes();
    switch (request) {
      case "POST /api/auth/register" -> register(exchange, read(body, "username"));
      case "POST /api/auth/login" ->
          reply(
              exchange,
              200,
              Map.of(
                  "accessToken",
                  read(body, "username"),
                  "tokenType",
                  "Bearer",
                  "expiresIn",
                  900,
                  "refreshToken",
                  "again"));
      case "GET /api/me" -> reply(exchange, 200, account(caller(exchange)));
      case "GET /api/posts" -> reply(exchange, 200, Map.of("items", listing()));
      case "POST /api/posts" -> {
        posts.put(read(body, "title"), caller(exchange));
        reply(exchange, 201, post(read(body, "title"), caller(exchange)));
      }
      default -> reply(exchange, 404, Map.of("code", "unknown"));
    }
  }

  private void register(HttpExchange exchange, String username) throws IOException {
    if (users.contains(username)) {
      reply(exchange, 409, Map.of("code", "username_taken"));
      return;
    }
    users.add(username);
    reply(exchange, 201, account(username));
  }

  private List<Map<String, Object>> listing() {
    return posts.entrySet().stream().map(p -> post(p.getKey(), p.getValue())).toList();
  }

  private static Map<String, Object> post(String title, String lender) {
    return Map.of(
        "postId",
        "1",
        "title",
        title,
        "lender",
        Map.of("userId", lender, "displayName", lender),
        "createdAt",
        "2026-01-01T00:00:00.000Z");
  }

  private static Map<String, Object> account(String username) {
    return Map.of("userId", username, "username", username, "displayName", username);
  }

  private static String caller(HttpExchange exchange) {
    return exchange.getRequestHeaders().getOrDefault("Authorization", List.of()).stream()
        .map(value -> value.replace("Bearer ", ""))
        .collect(Collectors.joining());
  }

  private static String read(byte[] body, String field) {
    return MAPPER.readTree(body).get(field).asString();
  }

  private static void reply(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] bytes = MAPPER.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
