package chat.maru.gateway.membership;

import chat.maru.contract.json.ContractJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Something that chat-service is asked or told, and how its answer is read.
///
/// @param told goes with `PUT`; without it the question is a `GET`
record Question<T>(String path, byte @Nullable [] told, Reading<T> reading) {
  private static final byte[] NOTHING = {};

  /// Empty when it is not there.
  static <T> Question<Optional<T>> of(String path, Class<T> type) {
    return new Question<>(
        path,
        null,
        answer ->
            switch (answer.statusCode()) {
              case 200 -> Optional.of(ContractJson.mapper().readValue(answer.body(), type));
              case 404 -> Optional.empty();
              default -> throw unexpected(answer, "200 or 404");
            });
  }

  /// Of something that is made if need be. Empty when it can't be.
  static <T> Question<Optional<T>> making(String path, Class<T> type) {
    return new Question<>(path, NOTHING, of(path, type).reading());
  }

  /// True when it is taken.
  static Question<Boolean> telling(String path, Object what) {
    return new Question<>(
        path,
        ContractJson.mapper().writeValueAsBytes(what),
        answer -> {
          if (answer.statusCode() != 204) {
            throw unexpected(answer, "204");
          }
          return true;
        });
  }

  HttpRequest to(URI address, String authorization) {
    var request =
        HttpRequest.newBuilder(URI.create(address + path)).header("Authorization", authorization);
    return told == null
        ? request.build()
        : request
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofByteArray(told))
            .build();
  }

  T read(HttpResponse<byte[]> answer) throws IOException {
    return reading.read(answer);
  }

  private static IOException unexpected(HttpResponse<byte[]> answer, String expected) {
    return new IOException("status: " + answer.statusCode() + " (expected: " + expected + ")");
  }

  interface Reading<T> {
    T read(HttpResponse<byte[]> answer) throws IOException;
  }
}
