package chat.maru.chat.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.Test;

class InternalListenerTest {
  private static final int THREADS = 8;
  private static final int CROWD = 2 * THREADS;

  @Test
  void gatewaysAreAnsweredWhileAllOtherThreadsWait() throws Exception {
    Server server = new Server(new QueuedThreadPool(THREADS));
    ServerConnector open = new ServerConnector(server, 1, 1);
    open.setHost(InetAddress.getLoopbackAddress().getHostAddress());
    server.addConnector(open);
    InternalListener internal = new InternalListener(InetAddress.getLoopbackAddress(), 0);
    internal.customize(server);
    Busy busy = new Busy();
    server.setHandler(busy);
    server.start();
    HttpClient http = HttpClient.newHttpClient();
    try {
      for (int i = 0; i < CROWD; i++) {
        var _ = http.sendAsync(to(open.getLocalPort()), BodyHandlers.discarding());
      }
      busy.full.await();
      assertThat(status(http, to(internal.port()))).isEqualTo(200);
    } finally {
      busy.free.countDown();
      http.shutdownNow();
      server.stop();
    }
  }

  private static int status(HttpClient http, HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<Void> answer = http.send(request, BodyHandlers.discarding());
    return answer.statusCode();
  }

  private static HttpRequest to(int port) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
        .timeout(Duration.ofSeconds(10))
        .build();
  }

  /// Holds whoever comes through the public listener.
  private static final class Busy extends Handler.Abstract {
    private final CountDownLatch full = new CountDownLatch(THREADS - 5); // Jetty needs some itself
    private final CountDownLatch free = new CountDownLatch(1);

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      String connector = request.getConnectionMetaData().getConnector().getName();
      if (connector.equals("public")) {
        full.countDown();
        free.await();
      }
      callback.succeeded();
      return true;
    }
  }
}
