package chat.maru.cluster.client.api;

import chat.maru.contract.json.ContractJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/// One JSON call: a record out, a record or an [ApiException] back.
final class JsonHttp {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final JsonMapper JSON = ContractJson.mapper();

  private final HttpClient http;
  private final URI base;

  JsonHttp(HttpClient http, URI base) {
    this.http = http;
    this.base = base;
  }

  <T> T call(Call call, @Nullable String token, Class<T> answer) {
    return call(call, token, JSON.constructType(answer));
  }

  <T> T call(Call call, @Nullable String token, TypeReference<T> answer) {
    return call(call, token, JSON.constructType(answer));
  }

  void tell(Call call, @Nullable String token) {
    exchange(call, token);
  }

  private <T> T call(Call call, @Nullable String token, JavaType answer) {
    String body = exchange(call, token);
    try {
      return JSON.readValue(body, answer);
    } catch (JacksonException e) {
      throw new ApiException(e);
    }
  }

  private String exchange(Call call, @Nullable String token) {
    HttpResponse<String> response = send(request(call, token));
    if (response.statusCode() / 100 != 2) {
      throw problem(response);
    }
    return response.body();
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new ApiException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiException(e);
    }
  }

  private HttpRequest request(Call call, @Nullable String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(call.path()))
            .timeout(PATIENCE)
            .header("Accept", "application/json, application/problem+json");
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (call.body() == null) {
      return request.method(call.method(), BodyPublishers.noBody()).build();
    }
    return request
        .header("Content-Type", "application/json")
        .method(call.method(), BodyPublishers.ofString(JSON.writeValueAsString(call.body())))
        .build();
  }

  private static ApiException problem(HttpResponse<String> response) {
    try {
      Problem problem = JSON.readValue(response.body(), Problem.class);
      String code = problem.code() == null ? "unknown" : problem.code();
      long waitMs =
          problem.retryAfterMs() == null ? retryAfterMs(response) : problem.retryAfterMs();
      return new ApiException(response.statusCode(), code, problem.detail(), waitMs);
    } catch (JacksonException e) {
      return new ApiException(response.statusCode(), "unknown", null, retryAfterMs(response));
    }
  }

  /// Of the header's two forms the one with seconds, for a proxy's answer; our problems say it in
  /// their body.
  private static long retryAfterMs(HttpResponse<String> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("[0-9]{1,6}"))
        .map(seconds -> Long.parseLong(seconds) * 1_000)
        .orElse(0L);
  }

  /// @param body written as JSON; a string goes out as a JSON string
  record Call(String method, String path, @Nullable Object body) {

    static Call get(String path) {
      return new Call("GET", path, null);
    }

    static Call delete(String path) {
      return new Call("DELETE", path, null);
    }

    static Call post(String path, Object body) {
      return new Call("POST", path, body);
    }
  }

  private record Problem(
      @Nullable String code, @Nullable String detail, @Nullable Long retryAfterMs) {}
}
