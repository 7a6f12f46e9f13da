package chat.maru.cluster.storm;

import chat.maru.cluster.client.api.ChatApi;
import chat.maru.cluster.client.api.Credentials;
import chat.maru.cluster.client.api.SyncPage;
import chat.maru.cluster.state.ClusterState;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// Asks `POST /api/sync` for thousands of devices, the chat-services in turn. All share one HTTP
/// client and so a few connections, where real devices would have one each: this process has no
/// files for them.
final class CatchUps implements AutoCloseable {
  private static final int MOST_AT_ONCE = 1_000;
  private static final int LIMIT = 50;

  private final HttpClient http;
  private final List<URI> chatServices;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);
  private final AtomicInteger turn = new AtomicInteger();

  CatchUps(ClusterState state) {
    http = state.trust().http().executor(threads).build();
    chatServices = state.chatServices().stream().map(service -> URI.create(service.url())).toList();
  }

  /// One attempt.
  CompletableFuture<SyncPage> ask(String token, Map<String, Long> heads) {
    URI base = chatServices.get(Math.floorMod(turn.getAndIncrement(), chatServices.size()));
    ChatApi api = new ChatApi(http, base, Credentials.fixed(token));
    return CompletableFuture.supplyAsync(() -> inTurn(api, heads), threads);
  }

  private SyncPage inTurn(ChatApi api, Map<String, Long> heads) {
    places.acquireUninterruptibly();
    try {
      return api.sync(heads, LIMIT);
    } finally {
      places.release();
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
    threads.close();
  }
}
