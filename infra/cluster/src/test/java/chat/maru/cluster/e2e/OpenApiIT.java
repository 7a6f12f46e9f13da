package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.cluster.e2e.DocumentedRest.Operation;
import chat.maru.cluster.e2e.World.Pair;
import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.launcher.WithCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `docs/openapi.yaml` is true: every operation and every refusal that can be provoked is driven
/// against the running service, and status, headers and body are as documented, without one field
/// more.
@WithCluster
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
class OpenApiIT {
  /// Endings of what is documented and can't be had from a whole cluster by asking, and why.
  private static final Map<String, String> NOT_PROVOKED =
      Map.of(
          "429 rate_limited", "a flood, which a shared cluster is spared: LimitsIT of chat-service",
          "500 internal_error", "a fault that we knew would be mended",
          "503 unavailable", "a server must be away: DatabaseOutageIT of chat-service");

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MORE_THAN_1_MIB = 1_100_000;
  private static final String NOBODYS_TOKEN = "a.b.c";

  private final World world;
  private final DocumentedRest document = new DocumentedRest();
  private final Map<String, Operation> operations =
      document.operations().stream().collect(Collectors.toMap(Operation::id, o -> o));
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  OpenApiIT(LocalCluster cluster) {
    world = new World(cluster.state());
  }

  @AfterEach
  void close() {
    http.close();
    world.close();
  }

  @Test
  void everyOperationAnswersAsDocumentedAndEveryDocumentedAnswerWasGiven() {
    Pair pair = world.pair();
    signInAndOut();
    ask(pair);
    lookAtErased(world.pair());
    refuse(pair);
    document.operations().forEach(operation -> refuse(operation, pair));
    refuseAtTheDoor(pair.borrower().token());

    var missing = new TreeSet<>(document.told());
    missing.removeAll(document.seen());
    missing.removeIf(answer -> NOT_PROVOKED.keySet().stream().anyMatch(answer::endsWith));
    assertThat(missing).as("documented and never answered").isEmpty();
    assertThat(document.seen()).contains("createSocketTicket 503 unavailable");
  }

  private void signInAndOut() {
    String name = "O" + UUID.randomUUID().toString().substring(0, 12);
    String person = json("username", name, "password", "passw0rd!", "displayName", "민지");
    JsonNode registered = call("register", "", null, person, 201);
    call("register", "", null, person, 409);
    call("logIn", "", null, json("username", name, "password", "wrong"), 401);
    JsonNode tokens = call("logIn", "", null, json("username", name, "password", "passw0rd!"), 200);
    guess();
    String first = json("refreshToken", tokens.get("refreshToken").stringValue());
    call("refresh", "", null, first, 200);
    call("logOut", "", null, first, 204);
    call("refresh", "", null, first, 401);
    new Operator(world.state()).ban(registered.get("userId").stringValue());
    call("logIn", "", null, json("username", name, "password", "passw0rd!"), 403);
    call("getKeys", "", null, null, 200);
  }

  private void guess() {
    String guess = json("username", "x" + UUID.randomUUID(), "password", "wrong");
    for (int i = 0; i < 5; i++) {
      call("logIn", "", null, guess, 401);
    }
    call("logIn", "", null, guess, 429);
  }

  private void ask(Pair pair) {
    String token = pair.borrower().token();
    call("getMe", "", token, null, 200);
    call("createPost", "", token, json("title", "Drill"), 201);
    JsonNode page = call("listPosts", "?limit=1", token, null, 200);
    String cursor = page.get("nextCursor").stringValue();
    call("listPosts", "?limit=100&cursor=" + cursor, token, null, 200);
    call("getPost", pair.post().postId(), token, null, 200);
    call("getRoomOnPost", pair.post().postId(), token, null, 200);
    call("listRooms", "?limit=1", token, null, 200);
    call("getRoom", pair.roomId(), token, null, 200);
    for (String query : List.of("", "?before=2&limit=1", "?after=0", "?after=1")) {
      call("listMessages", pair.roomId() + query, token, null, 200);
    }
    call("sync", "", token, "{}", 200);
    call("sync", "", token, "{\"heads\":{\"%s\":0},\"limit\":1}".formatted(pair.roomId()), 200);
    call("createSocketTicket", "", token, null, 201);
    call("createSocketTicket", "", token, json("node", "gateway-2"), 201);
  }

  private void lookAtErased(Pair pair) {
    call("deleteMe", "", pair.borrower().token(), null, 204);
    String room = pair.roomId();
    Looking.until(
        Duration.ofSeconds(10),
        () -> pair.lender().api().newest(room, 1).items().getFirst().wasErased());
    String token = pair.lender().token();
    call("getRoom", room, token, null, 200);
    call("listRooms", "?limit=1", token, null, 200);
    call("listMessages", room, token, null, 200);
    call("sync", "", token, "{}", 200);
  }

  private void refuse(Pair pair) {
    String token = pair.lender().token();
    String nothing = UUID.randomUUID().toString();
    call("getPost", nothing, token, null, 404);
    call("getRoomOnPost", pair.post().postId(), token, null, 404);
    call("getRoomOnPost", "nothing", token, null, 404);
    call("getRoom", nothing, token, null, 404);
    call("getRoom", world.pair().roomId(), token, null, 404);
    call("listMessages", nothing, token, null, 404);
    call("listMessages", pair.roomId() + "?before=2&after=1", token, null, 400);
    call("listPosts", "?cursor=nonsense", token, null, 400);
    call("listPosts", "?limit=0", token, null, 400);
    call("listRooms", "?cursor=nonsense", token, null, 400);
    call("listRooms", "?limit=x", token, null, 400);
    call("createSocketTicket", "", token, json("node", "nobody"), 503);
    call("register", "", null, json("username", "ab"), 400);
    call("logIn", "", null, json("username", "somebody"), 400);
    call("refresh", "", null, json("refreshToken", 7), 400);
    call("logOut", "", null, "{}", 400);
    call("createPost", "", token, json("title", " "), 400);
    call("createPost", "", token, json("title", "x", "pricePerDay", -1), 400);
    call("sync", "", token, json("limit", 101), 400);
    call("createSocketTicket", "", token, json("node", List.of()), 400);
  }

  /// The refusals that many operations share, of those that say so.
  private void refuse(Operation operation, Pair pair) {
    String id = operation.id();
    String place = operation.path().contains("{postId}") ? pair.post().postId() : pair.roomId();
    String where = operation.path().contains("{") ? place : "";
    String token = pair.borrower().token();
    if (operation.needsAToken()) {
      call(id, where, null, null, 401);
      call(id, where, NOBODYS_TOKEN, null, 401);
    }
    if (operation.answers("406")) {
      call(id, where, token, operation.takesABody() ? "{}" : null, 406, accepting("text/html"));
    }
    if (operation.takesABody()) {
      call(id, where, token, "[]", 400);
      call(id, where, token, " ".repeat(MORE_THAN_1_MIB), 413);
      call(id, where, token, "{}", 415, sending("text/plain"));
    } else if (operation.answers("400")) {
      call(id, where + "?limit=%ff", token, null, 400);
    }
  }

  private void refuseAtTheDoor(String token) {
    for (Operation operation : document.operations()) {
      document.judgeRefusedAtTheDoor(send(request("PUT", operation.path(), token, "{}", r -> r)));
    }
    document.judgeRefusedAtTheDoor(send(request("GET", "/api/nothing", token, null, r -> r)));
    document.judgeRefusedAtTheDoor(send(request("GET", "/api/rooms/%00", token, null, r -> r)));
  }

  private static UnaryOperator<HttpRequest.Builder> accepting(String type) {
    return request -> request.setHeader("Accept", type);
  }

  private static UnaryOperator<HttpRequest.Builder> sending(String type) {
    return request -> request.setHeader("Content-Type", type);
  }

  private JsonNode call(
      String id, String where, @Nullable String token, @Nullable String body, int expected) {
    return call(id, where, token, body, expected, request -> request);
  }

  /// @param where what stands for the path's variable, if it has one, and then the query
  private JsonNode call(
      String id,
      String where,
      @Nullable String token,
      @Nullable String body,
      int expected,
      UnaryOperator<HttpRequest.Builder> change) {
    Operation operation = operations.get(id);
    HttpResponse<String> answer =
        send(request(operation.method(), filled(operation.path(), where), token, body, change));
    assertThat(answer.statusCode()).as("%s %s: %s", id, where, answer.body()).isEqualTo(expected);
    document.judge(operation, answer);
    return JSON.readTree(answer.body().isEmpty() ? "null" : answer.body());
  }

  private static String filled(String path, String where) {
    int query = where.indexOf('?');
    String value = query < 0 ? where : where.substring(0, query);
    return path.replaceAll("\\{\\w+}", value) + (query < 0 ? "" : where.substring(query));
  }

  private HttpRequest request(
      String method,
      String path,
      @Nullable String token,
      @Nullable String body,
      UnaryOperator<HttpRequest.Builder> change) {
    String plain = path.replaceAll("[{}]", "");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(world.chatService() + plain))
            .header("Accept", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    return change.apply(request).build();
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

  private static String json(String name, Object value) {
    return JSON.writeValueAsString(Map.of(name, value));
  }

  private static String json(String name, Object value, String other, Object more) {
    return JSON.writeValueAsString(Map.of(name, value, other, more));
  }

  private static String json(String n1, Object v1, String n2, Object v2, String n3, Object v3) {
    return JSON.writeValueAsString(Map.of(n1, v1, n2, v2, n3, v3));
  }
}
