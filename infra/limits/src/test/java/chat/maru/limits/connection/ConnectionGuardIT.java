package chat.maru.limits.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.maru.limits.address.ExemptNetworks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// D9: a real Jetty with times of seconds.
@Timeout(60)
class ConnectionGuardIT {
  private static final Bounds BOUNDS =
      new Bounds(Duration.ofSeconds(2), Duration.ofSeconds(3), 40, 10);
  private static final String LOOPBACK_2 = "127.0.0.2";

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final List<Cut> cuts = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new ArrayList<>();
  private ConnectionGuard guard;

  @BeforeEach
  void start() throws Exception {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new Echo());
    guard =
        ConnectionGuard.stand(
            connector, BOUNDS, new ExemptNetworks(List.of("127.0.0.1")), cuts::add);
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    for (Socket socket : sockets) {
      socket.close();
    }
    server.stop();
  }

  @Test
  void headersThatTrickleAreEndedAndOthersAreAnswered() throws Exception {
    Socket slow = connect("127.0.0.1");
    long begin = System.nanoTime();
    write(slow, "GET / HTTP/1.1\r\nHost: x\r\n");
    await()
        .pollInterval(Duration.ofMillis(200))
        .atMost(Duration.ofSeconds(6))
        .until(() -> !trickles(slow, "X: y\r\n"));
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(1));
    assertThat(cuts).containsExactly(Cut.HEAD);
    assertThat(answer(connect("127.0.0.1"), "hello")).isEqualTo("hello");
    await().until(() -> guard.waiting() <= 1);
  }

  @Test
  void aBodyThatTricklesIsEnded() throws Exception {
    Socket slow = connect("127.0.0.1");
    write(slow, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n");
    await()
        .pollInterval(Duration.ofMillis(200))
        .atMost(Duration.ofSeconds(8))
        .until(() -> !trickles(slow, "y"));
    assertThat(cuts).containsExactly(Cut.REQUEST);
  }

  @Test
  void anAnswerThatNobodyReadsIsEnded() throws Exception {
    Socket deaf = connect("127.0.0.1");
    write(deaf, "GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
    await().atMost(Duration.ofSeconds(8)).until(() -> cuts.contains(Cut.REQUEST));
  }

  @Test
  void aConnectionServesOneRequestAfterAnother() throws Exception {
    Socket kept = connect("127.0.0.1");
    assertThat(answer(kept, "one")).isEqualTo("one");
    await()
        .during(BOUNDS.head().plusSeconds(1))
        .atMost(BOUNDS.head().plusSeconds(2))
        .until(cuts::isEmpty);
    assertThat(answer(kept, "two")).isEqualTo("two");
  }

  @Test
  void halfOpenConnectionsAreBoundedAndANewcomerIsServed() throws Exception {
    for (int i = 0; i < 100; i++) {
      connect("127.0.0.1");
    }
    assertThat(answer(connect("127.0.0.1"), "hello")).isEqualTo("hello");
    assertThat(guard.waiting()).isLessThanOrEqualTo(40);
    assertThat(cuts).hasSizeGreaterThanOrEqualTo(60).containsOnly(Cut.CROWD);
  }

  @Test
  void anAddressThatIsNotExemptHasItsShare() throws Exception {
    for (int i = 0; i < 30; i++) {
      connect(LOOPBACK_2);
    }
    await().until(() -> cuts.size() == 20);
    assertThat(cuts).containsOnly(Cut.ADDRESS);
    assertThat(answer(connect("127.0.0.1"), "hello")).isEqualTo("hello");
  }

  private Socket connect(String from) throws IOException {
    Socket socket =
        new Socket(
            InetAddress.ofLiteral("127.0.0.1"),
            connector.getLocalPort(),
            InetAddress.ofLiteral(from),
            0);
    socket.setSoTimeout(5_000);
    sockets.add(socket);
    return socket;
  }

  /// The body of the answer, which has the length of what was sent.
  private static String answer(Socket socket, String body) throws IOException {
    write(
        socket,
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(body.length(), body));
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = socket.getInputStream().read();
      assertThat(next).as("answer after %s", head).isNotNegative();
      head.append((char) next);
    }
    return new String(socket.getInputStream().readNBytes(body.length()), US_ASCII);
  }

  private static boolean trickles(Socket socket, String bytes) throws IOException {
    try {
      write(socket, bytes);
      socket.setSoTimeout(1);
      return socket.getInputStream().read() >= 0;
    } catch (java.net.SocketTimeoutException e) {
      return true;
    } catch (SocketException e) {
      return false;
    }
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
    socket.getOutputStream().flush();
  }

  /// Reads and writes as servlets do: it blocks.
  private static final class Echo extends Handler.Abstract {
    private static final int LARGE = 64 * 1024 * 1024;

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      byte[] body =
          Request.getPathInContext(request).equals("/large")
              ? new byte[LARGE]
              : Content.Source.asByteBuffer(request).array();
      response.write(true, ByteBuffer.wrap(body), callback);
      return true;
    }
  }
}
