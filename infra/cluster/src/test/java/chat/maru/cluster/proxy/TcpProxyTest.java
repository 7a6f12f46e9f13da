package chat.maru.cluster.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.testkit.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class TcpProxyTest {
  private static final int PATIENCE_MILLIS = 20_000;

  /// Long enough for what passes to arrive; a busy machine makes these tests weaker, never red.
  private static final int NOTHING_CAME_MILLIS = 300;

  private final Echo echo = new Echo();
  private final TcpProxy proxy = TcpProxy.start(echo.port());

  @AfterEach
  void close() {
    proxy.close();
    echo.close();
  }

  @Test
  void passesBytesAndEndsBothWays() throws Exception {
    try (Socket client = connect()) {
      say(client, "hello");
      assertThat(hear(client, 5)).isEqualTo("hello");
      client.shutdownOutput();
      assertThat(client.getInputStream().read()).isEqualTo(-1);
      assertThat(echo.nextEnd(PATIENCE_MILLIS)).isEqualTo("end");
    }
  }

  @Test
  void passesMoreThanItHoldsWhenTheReceiverIsSlow() throws Exception {
    String much = "0123456789abcdef".repeat(1 << 18);
    try (Socket client = connect()) {
      Thread sender = Thread.startVirtualThread(() -> say(client, much));
      assertThat(hear(client, much.length())).isEqualTo(much);
      sender.join();
    }
  }

  @Test
  void aCutResetsBothSidesAndLetsNewConnectionsIn() throws Exception {
    try (Socket client = connect();
        Socket next = connect()) {
      say(client, "a");
      assertThat(hear(client, 1)).isEqualTo("a");
      proxy.cut();
      assertThatThrownBy(() -> client.getInputStream().read())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
      assertThat(echo.nextEnd(PATIENCE_MILLIS)).isEqualTo("Connection reset");
      assertThatThrownBy(() -> next.getInputStream().read()).isInstanceOf(SocketException.class);
      try (Socket later = connect()) {
        say(later, "b");
        assertThat(hear(later, 1)).isEqualTo("b");
      }
    }
  }

  @Test
  void aHalfOpenLineStaysConnectedAndHoldsBackBytesAndEndsOfBothDirections() throws Exception {
    try (Socket client = connect()) {
      say(client, "a");
      assertThat(hear(client, 1)).isEqualTo("a");
      proxy.halfOpen();
      say(client, "b");
      echo.say("c");
      client.shutdownOutput();
      assertNothingComes(client);
      assertThat(echo.heard()).isEqualTo("a");
      assertThat(echo.nextEnd(0)).isEqualTo("none");
      proxy.heal();
      assertThat(hear(client, 2)).isEqualTo("cb");
      assertThat(echo.nextEnd(PATIENCE_MILLIS)).isEqualTo("end");
    }
  }

  @Test
  void aResetDoesNotPassAHalfOpenLineEither() throws Exception {
    try (Socket client = connect()) {
      say(client, "a");
      assertThat(hear(client, 1)).isEqualTo("a");
      proxy.halfOpen();
      client.setSoLinger(true, 0);
    }
    assertThat(echo.nextEnd(NOTHING_CAME_MILLIS)).isEqualTo("none");
    proxy.heal();
    assertThat(echo.nextEnd(PATIENCE_MILLIS)).isEqualTo("Connection reset");
  }

  @Test
  void swallowsWhatGoesToTheServerOnlyAndResetsTheTornConnectionWhenItHeals() throws Exception {
    try (Socket client = connect()) {
      say(client, "a");
      assertThat(hear(client, 1)).isEqualTo("a");
      proxy.swallow(Direction.TO_SERVER);
      say(client, "b");
      assertNothingComes(client);
      echo.say("c");
      assertThat(hear(client, 1)).isEqualTo("c");
      assertThat(echo.heard()).isEqualTo("a");
      proxy.heal();
      assertThatThrownBy(() -> client.getInputStream().read())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
    assertThat(echo.heard()).isEqualTo("a");
  }

  @Test
  void swallowsWhatGoesToTheClientOnlyAndSparesConnectionsThatLostNothing() throws Exception {
    try (Socket client = connect();
        Socket silent = connect()) {
      proxy.swallow(Direction.TO_CLIENT);
      say(client, "b");
      assertThat(echo.nextHeard(PATIENCE_MILLIS)).isEqualTo("b");
      assertNothingComes(client);
      proxy.heal();
      assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
      say(silent, "d");
      assertThat(hear(silent, 1)).isEqualTo("d");
    }
  }

  @Test
  void delaysEachByteWithoutLettingFewerPass() throws Exception {
    Duration delay = Duration.ofMillis(300);
    proxy.delay(delay);
    try (Socket client = connect()) {
      long begin = System.nanoTime();
      for (int i = 0; i < 100; i++) {
        say(client, "x");
      }
      assertThat(hear(client, 1)).isEqualTo("x");
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isGreaterThanOrEqualTo(delay.multipliedBy(2));
      assertThat(hear(client, 99)).hasSize(99);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(delay.multipliedBy(50));
    }
  }

  @Test
  void resetsWhoConnectsWhileTheServerIsDown() throws Exception {
    try (TcpProxy lonely = TcpProxy.start(Ports.free());
        Socket client = new Socket(InetAddress.getLoopbackAddress(), lonely.port())) {
      client.setSoTimeout(PATIENCE_MILLIS);
      assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void closedItLetsNobodyIn() throws Exception {
    try (Socket client = connect()) {
      proxy.close();
      assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    }
    assertThatThrownBy(this::connect).isInstanceOf(IOException.class);
  }

  private Socket connect() throws Exception {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    socket.setSoTimeout(PATIENCE_MILLIS);
    echo.awaitConnection();
    return socket;
  }

  private static void say(Socket socket, String text) {
    try {
      socket.getOutputStream().write(text.getBytes(US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hear(Socket socket, int bytes) throws IOException {
    return new String(socket.getInputStream().readNBytes(bytes), US_ASCII);
  }

  private static void assertNothingComes(Socket socket) throws IOException {
    socket.setSoTimeout(NOTHING_CAME_MILLIS);
    assertThatThrownBy(() -> socket.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    socket.setSoTimeout(PATIENCE_MILLIS);
  }
}
