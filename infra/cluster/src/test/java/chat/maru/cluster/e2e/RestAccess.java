package chat.maru.cluster.e2e;

import chat.maru.cluster.e2e.DocumentedRest.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The REST half of the table: for each documented operation whom it answers, and what it is called
/// with.
final class RestAccess {
  /// Whom an operation answers, and with what.
  enum Of {
    /// What belongs to a room's two: others get 404, as for what is not there.
    A_ROOM,
    /// What belongs to the caller, whoever that is.
    THE_CALLER,
    /// The same for every user.
    ALL_USERS,
    /// How one gets a token; shows none.
    NOBODY
  }

  record Access(Of of, @Nullable String body) {}

  /// By operation id.
  static final Map<String, Access> TABLE =
      Map.ofEntries(
          Map.entry("register", new Access(Of.NOBODY, "{}")),
          Map.entry("logIn", new Access(Of.NOBODY, "{}")),
          Map.entry("refresh", new Access(Of.NOBODY, "{}")),
          Map.entry("logOut", new Access(Of.NOBODY, "{}")),
          Map.entry("getKeys", new Access(Of.NOBODY, null)),
          Map.entry("getMe", new Access(Of.THE_CALLER, null)),
          Map.entry("listPosts", new Access(Of.ALL_USERS, null)),
          Map.entry("getPost", new Access(Of.ALL_USERS, null)),
          Map.entry("createPost", new Access(Of.THE_CALLER, "{\"title\":\"A drill\"}")),
          Map.entry("getRoomOnPost", new Access(Of.A_ROOM, null)),
          Map.entry("listRooms", new Access(Of.THE_CALLER, null)),
          Map.entry("getRoom", new Access(Of.A_ROOM, null)),
          Map.entry("listMessages", new Access(Of.A_ROOM, null)),
          Map.entry("sync", new Access(Of.THE_CALLER, "{\"heads\":{\"{roomId}\":0}}")),
          Map.entry("createSocketTicket", new Access(Of.THE_CALLER, "{}")));

  private final URI chatService;
  private final HttpClient http;

  RestAccess(URI chatService, HttpClient http) {
    this.chatService = chatService;
    this.http = http;
  }

  HttpResponse<String> call(
      Operation operation, @Nullable String token, String postId, String roomId) {
    String path = filled(operation.path(), postId, roomId);
    Access access = TABLE.get(operation.id());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(chatService.resolve(path))
            .header("Accept", "application/json, application/problem+json");
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (access.body() == null) {
      request.method(operation.method(), BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(
              operation.method(), BodyPublishers.ofString(filled(access.body(), postId, roomId)));
    }
    return send(request.build());
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String filled(String text, String postId, String roomId) {
    return text.replace("{postId}", postId).replace("{roomId}", roomId);
  }
}
