package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.cluster.e2e.DocumentedRest.Operation;
import chat.maru.cluster.e2e.World.Pair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

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
          Map.entry("deleteMe", new Access(Of.THE_CALLER, null)),
          Map.entry("listPosts", new Access(Of.ALL_USERS, null)),
          Map.entry("getPost", new Access(Of.ALL_USERS, null)),
          Map.entry("createPost", new Access(Of.THE_CALLER, "{\"title\":\"A drill\"}")),
          Map.entry("getRoomOnPost", new Access(Of.A_ROOM, null)),
          Map.entry("listRooms", new Access(Of.THE_CALLER, null)),
          Map.entry("getRoom", new Access(Of.A_ROOM, null)),
          Map.entry("listMessages", new Access(Of.A_ROOM, null)),
          Map.entry("sync", new Access(Of.THE_CALLER, "{\"heads\":{\"{roomId}\":0}}")),
          Map.entry("createSocketTicket", new Access(Of.THE_CALLER, "{}")));

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final DocumentedRest document = new DocumentedRest();
  private final DocumentedWire wire = new DocumentedWire();
  private final URI chatService;
  private final HttpClient http;
  private final Pair pair;

  RestAccess(URI chatService, HttpClient http, Pair pair) {
    this.chatService = chatService;
    this.http = http;
    this.pair = pair;
  }

  List<Operation> operations() {
    return document.operations();
  }

  List<Operation> operations(Of of) {
    return operations().stream().filter(operation -> TABLE.get(operation.id()).of() == of).toList();
  }

  Operation operation(String id) {
    return operations().stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
  }

  void judge(Operation operation, HttpResponse<String> answer) {
    document.judge(operation, answer);
  }

  /// About the pair's post and room.
  HttpResponse<String> call(Operation operation, @Nullable String token) {
    return call(operation, token, pair.post().postId(), pair.roomId());
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

  void handshakeRefused(URI gateway, @Nullable String token, String code) {
    HttpResponse<String> answer = handshake(gateway, token);
    refused(answer, 401, code);
    wire.judgeRefusal(401, answer.headers().firstValue("Content-Type").orElse(""), answer.body());
  }

  /// Asks for no upgrade, so that one that is let in opens no session.
  HttpResponse<String> handshake(URI gateway, @Nullable String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(gateway.toString().replace("ws:", "http:")));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return send(request.build());
  }

  static void refused(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(JSON.readTree(answer.body()).get("code").stringValue()).isEqualTo(code);
  }

  /// All that two answers to one caller must have alike.
  static Map<String, List<String>> headers(HttpResponse<String> answer) {
    Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
    headers.remove("date");
    return headers;
  }

  private HttpResponse<String> send(HttpRequest request) {
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
