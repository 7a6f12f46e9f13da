package chat.maru.cluster.client;

import chat.maru.cluster.client.api.ChatApi;
import chat.maru.cluster.client.api.Credentials;
import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.api.MessagePage;
import chat.maru.cluster.client.api.SyncPage;
import chat.maru.contract.json.ContractJson;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// The REST side of one room, kept by a test.
final class FakeHistory implements AutoCloseable {
  static final String ROOM = "room";

  private final List<Message> stored = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final HttpServer server;

  FakeHistory() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/api/sync", exchange -> answer(exchange, sync(exchange)));
    server.createContext("/api/rooms/", exchange -> answer(exchange, page(exchange)));
    server.start();
  }

  ChatApi api() {
    URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new ChatApi(HttpClient.newHttpClient(), base, Credentials.fixed("token"));
  }

  /// Stores the next message of the room.
  Message store(String senderId, String clientMessageId) {
    long seq = stored.size() + 1;
    Message message =
        new Message(ROOM, "m" + seq, seq, senderId, clientMessageId, "text " + seq, Instant.EPOCH);
    stored.add(message);
    return message;
  }

  void failNext(int calls) {
    failures.set(calls);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private SyncPage sync(HttpExchange exchange) throws IOException {
    long held =
        ContractJson.mapper()
            .readTree(exchange.getRequestBody())
            .path("heads")
            .path(ROOM)
            .asLong(0);
    return held == stored.size()
        ? new SyncPage(List.of(), false)
        : new SyncPage(
            List.of(new SyncPage.Item(ROOM, stored.size(), 0, 0, firstTwoAfter(held))), false);
  }

  private MessagePage page(HttpExchange exchange) {
    String query = exchange.getRequestURI().getQuery();
    long after = Long.parseLong(query.substring("after=".length(), query.indexOf('&')));
    return new MessagePage(firstTwoAfter(after), stored.size(), true);
  }

  private List<Message> firstTwoAfter(long seq) {
    return stored.stream().filter(message -> message.seq() > seq).limit(2).toList();
  }

  private void answer(HttpExchange exchange, Object body) throws IOException {
    boolean fail = failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    byte[] bytes = ContractJson.mapper().writeValueAsBytes(fail ? "broken" : body);
    exchange.sendResponseHeaders(fail ? 503 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
