package chat.maru.cluster.client.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "{\"code\":\"unavailable\",\"retryAfterMs\":250} | 1 | unavailable | 250",
        "{\"code\":\"unavailable\"}                      | 2 | unavailable | 2000",
        "{\"code\":\"unavailable\"}                      | - | unavailable | 0",
        "<h1>too busy</h1>                               | 2 | unknown     | 2000",
        "<h1>too busy</h1> | Mon, 23 Nov 2026 01:00:00 GMT | unknown   | 0",
      })
  void isTakenFromTheBodyElseFromTheHeader(
      String body, @Nullable String header, String code, long waitMs) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient();
        Refusing service = new Refusing(body, header)) {
      ApiException refusal =
          catchThrowableOfType(
              ApiException.class, () -> new AuthApi(http, service.base()).login("me", "password"));

      assertThat(refusal.status()).isEqualTo(503);
      assertThat(refusal.code()).isEqualTo(code);
      assertThat(ApiException.retryAfterNanos(refusal))
          .isEqualTo(Duration.ofMillis(waitMs).toNanos());
    }
  }

  /// Answers everything with 503.
  private record Refusing(HttpServer server) implements AutoCloseable {
    Refusing(String body, @Nullable String header) throws IOException {
      this(HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0));
      server.createContext(
          "/",
          exchange -> {
            if (header != null) {
              exchange.getResponseHeaders().set("Retry-After", header);
            }
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(503, body.length());
            exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
            exchange.close();
          });
      server.start();
    }

    URI base() {
      return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
