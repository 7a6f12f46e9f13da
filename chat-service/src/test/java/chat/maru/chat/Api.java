package chat.maru.chat;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.contract.json.ContractJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// REST as a client without any framework sees it.
public final class Api {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final String base;
  private final Optional<String> token;

  public Api(String base) {
    this(base, Optional.empty());
  }

  private Api(String base, Optional<String> token) {
    this.base = base;
    this.token = token;
  }

  public Api as(String bearerToken) {
    return new Api(base, Optional.of(bearerToken));
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  /// @param body as the contract's mapper writes it; a text is sent as it is
  public Answer post(String path, Object body) {
    String json = body instanceof String s ? s : ContractJson.mapper().writeValueAsString(body);
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  public HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
    return request;
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      var response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public record Answer(int status, HttpHeaders headers, String text) {
    public JsonNode body() {
      return text.isEmpty() ? MissingNode.getInstance() : ContractJson.mapper().readTree(text);
    }

    public JsonNode ok() {
      assertThat(status).as(text).isBetween(200, 299);
      return body();
    }

    /// Holds the problem's form, and that nothing of the inside is told.
    public JsonNode problem(int expectedStatus, String expectedCode) {
      assertThat(status).as(text).isEqualTo(expectedStatus);
      assertThat(headers.firstValue("Content-Type").orElse(""))
          .startsWith("application/problem+json");
      JsonNode problem = body();
      assertThat(problem.get("code").asString()).as(text).isEqualTo(expectedCode);
      assertThat(problem.get("status").asInt()).isEqualTo(expectedStatus);
      assertThat(problem.get("title").asString()).isNotBlank();
      assertThat(problem.get("type").asString()).isEqualTo("urn:maru:error:" + expectedCode);
      assertThat(text).doesNotContain("Exception", "chat.maru", "\tat ");
      return problem;
    }

    public JsonNode badField(String field) {
      JsonNode problem = problem(400, "bad_field");
      assertThat(problem.get("field").asString()).isEqualTo(field);
      return problem;
    }
  }
}
