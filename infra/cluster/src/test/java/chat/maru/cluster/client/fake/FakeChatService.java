package chat.maru.cluster.client.fake;

import chat.maru.cluster.client.api.Listing;
import chat.maru.cluster.client.api.Login;
import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.api.MessagePage;
import chat.maru.cluster.client.api.SocketTicket;
import chat.maru.cluster.client.api.SyncPage;
import chat.maru.contract.json.ContractJson;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The REST side: sign-in, tickets to one gateway, and the history that a test stores.
public final class FakeChatService implements AutoCloseable {
  public static final String ROOM = "room";
  private static final JsonMapper JSON = ContractJson.mapper();

  private final FakeRooms rooms = new FakeRooms();
  private final URI gateway;
  private final HttpServer server;
  private final AtomicInteger tokens = new AtomicInteger();
  private final List<String> ticketTokens = new CopyOnWriteArrayList<>();
  private final List<JsonNode> syncs = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();
  private volatile long retryAfterMs;
  private volatile int roomsPerSync = 100;

  /// @param gateway that tickets lead to
  public FakeChatService(URI gateway) throws IOException {
    this.gateway = gateway;
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    answer("/api/auth/", _ -> login());
    answer("/api/socket-tickets", this::ticket);
    answer("/api/posts/", _ -> null);
    answer("/api/rooms", exchange -> fails() ? exchange : new Listing<>(rooms.all(), null));
    answer("/api/rooms/", exchange -> fails() ? exchange : room(exchange));
    answer("/api/sync", exchange -> fails() ? exchange : sync(exchange));
    server.start();
  }

  public URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// Also serves what lies in this folder, under this path.
  public void serve(String path, Path folder) {
    server.createContext(
        path,
        exchange -> {
          Path file = folder.resolve(exchange.getRequestURI().getPath().substring(path.length()));
          String type = file.toString().endsWith(".js") ? "text/javascript" : "text/html";
          exchange.getResponseHeaders().set("Content-Type", type);
          respond(exchange, 200, Files.readAllBytes(file));
        });
  }

  /// Stores the next message of a room.
  public Message store(String roomId, String senderId, String clientMessageId) {
    return rooms.store(roomId, senderId, clientMessageId);
  }

  /// From now on their messages are answered as erased; nobody is told.
  public void erase(String senderId) {
    rooms.erase(senderId);
  }

  /// A member's read position, told to nobody.
  public void reads(String roomId, String userId, long seq) {
    rooms.reads(roomId, userId, seq);
  }

  /// The next calls for rooms and messages are answered with 503.
  public void failNext(int calls, long retryAfterMs) {
    this.retryAfterMs = retryAfterMs;
    failures.set(calls);
  }

  /// There are calls left to fail.
  public boolean failing() {
    return failures.get() > 0;
  }

  /// An answer to a catch-up tells of this many rooms at most.
  public void roomsPerSync(int most) {
    roomsPerSync = most;
  }

  /// What catch-ups asked from, oldest first; each is here once its answer stands.
  public List<JsonNode> syncs() {
    return syncs;
  }

  /// The access tokens that tickets were asked with, oldest first.
  public List<String> ticketTokens() {
    return ticketTokens;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private Login login() {
    return new Login("token-" + tokens.incrementAndGet(), "Bearer", 900, "refresh");
  }

  private SocketTicket ticket(HttpExchange exchange) {
    String bearer = exchange.getRequestHeaders().getFirst("Authorization");
    ticketTokens.add(bearer.substring("Bearer ".length()));
    return new SocketTicket("ticket", 30, gateway.toString());
  }

  private SyncPage sync(HttpExchange exchange) throws IOException {
    JsonNode heads = JSON.readTree(exchange.getRequestBody().readAllBytes()).path("heads");
    List<SyncPage.Item> changed =
        rooms.ids().stream()
            .filter(id -> rooms.head(id) > heads.path(id).asLong(0))
            .map(id -> rooms.tail(id, heads.path(id).asLong(0)))
            .toList();
    boolean cut = changed.size() > roomsPerSync;
    syncs.add(heads);
    return new SyncPage(cut ? changed.subList(0, roomsPerSync) : changed, cut);
  }

  private @Nullable Object room(HttpExchange exchange) {
    String[] path = exchange.getRequestURI().getPath().split("/");
    String id = path[3];
    if (rooms.head(id) == 0) {
      return null;
    }
    return path.length == 4 ? rooms.room(id) : page(id, exchange.getRequestURI().getQuery());
  }

  private MessagePage page(String id, String query) {
    Map<String, Long> asked = new HashMap<>();
    for (String part : query.split("&")) {
      asked.put(part.substring(0, part.indexOf('=')), Long.valueOf(part.split("=")[1]));
    }
    long head = rooms.head(id);
    long newest = Math.max(0, head - asked.get("limit"));
    return new MessagePage(rooms.after(id, asked.getOrDefault("after", newest)), head, false);
  }

  private boolean fails() {
    return failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
  }

  private void answer(String path, Answer answer) {
    server.createContext(
        path,
        exchange -> {
          Object body = answer.to(exchange);
          if (body == exchange) {
            respond(exchange, 503, problem("unavailable", retryAfterMs));
          } else if (body == null) {
            respond(exchange, 404, problem("room_not_found", 0));
          } else {
            respond(exchange, 200, JSON.writeValueAsBytes(body));
          }
        });
  }

  private static byte[] problem(String code, long retryAfterMs) {
    return JSON.writeValueAsBytes(Map.of("code", code, "retryAfterMs", retryAfterMs));
  }

  private static void respond(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /// What is answered as JSON; nothing = 404, the exchange itself = 503.
  private interface Answer {
    @Nullable Object to(HttpExchange exchange) throws IOException;
  }
}
