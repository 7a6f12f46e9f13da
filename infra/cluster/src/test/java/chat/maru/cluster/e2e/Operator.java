package chat.maru.cluster.e2e;

import chat.maru.cluster.state.ClusterState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;

/// Somebody with the service token, at chat-service's internal port.
final class Operator {
  private final ClusterState state;

  Operator(ClusterState state) {
    this.state = state;
  }

  void ban(String userId) {
    call("PUT", "/internal/bans/" + userId);
  }

  void pardon(String userId) {
    call("DELETE", "/internal/bans/" + userId);
  }

  void erase(String userId) {
    call("PUT", "/internal/erasures/" + userId);
  }

  void endLogin(String userId, String loginId) {
    String login = "{\"userId\":\"%s\",\"loginId\":\"%s\"}".formatted(userId, loginId);
    call("POST", "/internal/ended-logins", HttpRequest.BodyPublishers.ofString(login));
  }

  private void call(String method, String path) {
    call(method, path, HttpRequest.BodyPublishers.noBody());
  }

  private void call(String method, String path, HttpRequest.BodyPublisher body) {
    String internal = state.chatServices().getFirst().internal();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(internal + path))
              .header("Authorization", "Bearer " + Files.readString(state.serviceToken()).strip())
              .header("Content-Type", "application/json")
              .method(method, body)
              .build();
      int status = http.send(request, BodyHandlers.discarding()).statusCode();
      if (status != 204) {
        throw new IllegalStateException(method + " " + path + ": " + status + " (expected: 204)");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
