package chat.maru.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.maru.gateway.congestion.LogPace;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// D9: a real Jetty with one thread for requests.
@Timeout(30)
class LatecomersTest {
  private static final Duration LONGEST = Duration.ofMillis(300);
  private static final int THREADS = 3; // acceptor, selector, worker

  private final QueuedThreadPool threads = new QueuedThreadPool(THREADS, THREADS);
  private final Server server = new Server(threads);
  private final HttpClient http = HttpClient.newHttpClient();
  private final Counter refused = new SimpleMeterRegistry().counter("refused");
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  @BeforeEach
  void start() throws Exception {
    threads.setReservedThreads(0); // else a worker may be set aside for selecting
    ServerConnector connector = new ServerConnector(server, 1, 1);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    FrameConnector.take(server, new LogPace());
    server.setHandler(new Latecomers(new Slow(), LONGEST, refused));
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    goOn.countDown();
    http.close();
    server.stop();
  }

  @Test
  void whoWaitedTooLongForAThreadIsSentAwayAndWhoComesThenIsServed() throws Exception {
    CompletableFuture<HttpResponse<String>> first = ask("/slow");
    begun.await();
    CompletableFuture<HttpResponse<String>> second = ask("/second");
    await().until(() -> threads.getQueueSize() > 0);
    long since = System.nanoTime();
    await().until(() -> System.nanoTime() - since > LONGEST.toNanos());
    goOn.countDown();

    assertThat(first.join().statusCode()).isEqualTo(200);
    HttpResponse<String> late = second.join();
    assertThat(late.statusCode()).isEqualTo(503);
    assertThat(late.headers().firstValue("Retry-After")).hasValue("2");
    assertThat(late.body()).contains("\"code\":\"unavailable\"", "\"retryAfterMs\":1");
    assertThat(refused.count()).isEqualTo(1);
    assertThat(ask("/third").join().statusCode()).isEqualTo(200);
  }

  private CompletableFuture<HttpResponse<String>> ask(String path) {
    int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return http.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private final class Slow extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback)
        throws InterruptedException {
      if (request.getHttpURI().getPath().equals("/slow")) {
        begun.countDown();
        goOn.await();
      }
      callback.succeeded();
      return true;
    }
  }
}
