package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.contract.json.ContractJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// One device: the JDK's WebSocket client with the frames it got, in order.
final class Client implements WebSocket.Listener, AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
  private final StringBuilder text = new StringBuilder();
  private final WebSocket socket;
  private volatile boolean reading = true;

  private Client(URI address, Consumer<WebSocket.Builder> settings) {
    var builder = HTTP.newWebSocketBuilder().subprotocols("chat.v1");
    settings.accept(builder);
    socket = builder.buildAsync(address, this).join();
  }

  static Client bearer(String url, String token) {
    return new Client(URI.create(url), b -> b.header("Authorization", "Bearer " + token));
  }

  static Client ticket(String url, String ticket) {
    return new Client(URI.create(url + "?ticket=" + ticket), _ -> {});
  }

  /// Reads `welcome`, which comes first.
  Client welcomed() {
    assertThat(next().path("type").asString()).isEqualTo("welcome");
    return this;
  }

  String subprotocol() {
    return socket.getSubprotocol();
  }

  void send(Map<String, ?> frame) {
    raw(ContractJson.mapper().writeValueAsString(frame));
  }

  void raw(String frame) {
    socket.sendText(frame, true).join();
  }

  void binary() {
    socket.sendBinary(ByteBuffer.allocate(1), true).join();
  }

  /// The next frame that is no `resync`: one of an earlier test's break may be spread over a
  /// second.
  JsonNode next() {
    return next(PATIENCE);
  }

  JsonNode next(Duration patience) {
    JsonNode frame = take(patience);
    while (isResync(frame)) {
      frame = take(patience);
    }
    return frame;
  }

  private JsonNode take(Duration patience) {
    try {
      JsonNode frame = frames.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      assertThat(frame).as("a frame within %s of %s", patience, closed).isNotNull();
      return frame;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The next frame of this type; others are passed over.
  JsonNode next(String type) {
    JsonNode frame = take(PATIENCE);
    while (!frame.path("type").asString().equals(type)) {
      frame = take(PATIENCE);
    }
    return frame;
  }

  /// Nothing has come that was not read.
  boolean isQuiet() {
    return frames.stream().allMatch(Client::isResync);
  }

  private static boolean isResync(JsonNode frame) {
    return frame.path("type").asString().equals("resync");
  }

  /// Leaves everything that comes in the network's buffers.
  void stopReading() {
    reading = false;
  }

  void readOn() {
    reading = true;
    socket.request(1);
  }

  int closeCode() {
    return closed.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    text.append(part);
    if (last) {
      frames.add(ContractJson.mapper().readTree(text.toString()));
      text.setLength(0);
    }
    if (reading) {
      from.request(1);
    }
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    closed.completeExceptionally(failure);
  }

  @Override
  public void close() {
    if (!closed.isDone()) {
      var _ = socket.sendClose(WebSocket.NORMAL_CLOSURE, "");
    }
  }
}
