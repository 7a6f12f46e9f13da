package chat.maru.cluster.trial.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.cluster.client.api.ChatApi;
import chat.maru.cluster.client.api.Credentials;
import chat.maru.cluster.client.api.SyncPage;
import chat.maru.cluster.client.fake.FakeChatService;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class CatchUpTest {
  private static final String TOKEN = "token";

  private final Semaphore tasksDone = new Semaphore(0);
  private final EventLoop loop =
      new DefaultEventLoop() {
        @Override
        public void execute(Runnable task) {
          super.execute(() -> {
            task.run();
            tasksDone.release();
          });
        }
      };
  private final HttpClient http = HttpClient.newHttpClient();
  private final FakeChatService first = service();
  private final FakeChatService second = service();
  private final CompletableFuture<String> token = new CompletableFuture<>();
  private final Reached reached = new Reached(Map.of());
  private final BlockingQueue<Map<String, Long>> answered = new LinkedBlockingQueue<>();
  private final CatchUp catchUp =
      new CatchUp(loop, List.of(api(first), api(second)), () -> 0, reached, this::synced);

  CatchUpTest() throws IOException {}

  @AfterEach
  void close() {
    var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    http.close();
    first.close();
    second.close();
  }

  @Test
  void asksFromWhereTheLastPageLedUntilNothingIsMissing() throws Exception {
    first.roomsPerSync(1);
    first.store("a", "other", "a1");
    first.store("b", "other", "b1");
    token.complete(TOKEN);
    on(catchUp::ask);
    assertThat(answered.take()).isEmpty();
    assertThat(answered.take()).isEqualTo(Map.of("a", 1L));
    on(() -> assertThat(catchUp.isRunning()).isFalse());
    assertThat(reached.heads()).isEqualTo(Map.of("a", 1L, "b", 1L));
  }

  @Test
  void asksTheNextChatServiceWhenOneDoesNotAnswer() throws Exception {
    first.failNext(1, 0);
    token.complete(TOKEN);
    on(catchUp::ask);
    assertThat(answered.take()).isEmpty();
    assertThat(first.failing()).isFalse();
    assertThat(first.syncs()).isEmpty();
    assertThat(second.syncs()).hasSize(1);
  }

  @Test
  void asksOnceMoreWhatWasAskedForWhileAPageIsUnderWay() throws Exception {
    on(catchUp::ask);
    on(catchUp::ask);
    on(catchUp::ask);
    token.complete(TOKEN);
    assertThat(answered.take()).isEmpty();
    assertThat(answered.take()).isEmpty();
    on(() -> assertThat(catchUp.isRunning()).isFalse());
    assertThat(first.syncs()).hasSize(2);
  }

  @Test
  void whatWasAskedOnALostConnectionIsNotHeard() throws Exception {
    on(catchUp::ask);
    on(catchUp::stop);
    tasksDone.acquire(2);
    token.complete(TOKEN);
    tasksDone.acquire(); // the answer's
    assertThat(first.syncs()).hasSize(1);
    assertThat(answered).isEmpty();
  }

  private void synced(Map<String, Long> heads, SyncPage page) {
    page.items().forEach(item -> item.messages().forEach(m -> reached.add(m.roomId(), m.seq())));
    answered.add(heads);
  }

  /// Its requests go out when the test gives the token.
  private ChatApi api(FakeChatService service) {
    return new ChatApi(
        http,
        service.base(),
        new Credentials() {
          @Override
          public String token() {
            return token.join();
          }

          @Override
          public String renew(String refused) {
            throw new AssertionError(refused);
          }
        });
  }

  private static FakeChatService service() throws IOException {
    return new FakeChatService(URI.create("ws://127.0.0.1"));
  }

  private void on(Runnable task) throws Exception {
    loop.submit(task).get(10, TimeUnit.SECONDS);
  }
}
