package chat.maru.cluster.outage;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Connections to a gateway that each send half of a handshake and wait; one that is cut is opened
/// again.
final class Siege implements AutoCloseable {
  private static final byte[] HALF =
      "GET /ws HTTP/1.1\r\nHost: maru\r\nUpgrade: websocket\r\n"
          .getBytes(StandardCharsets.US_ASCII);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final URI gateway;
  private final int count;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger opened = new AtomicInteger();
  private volatile boolean over;

  Siege(URI gateway, int count) {
    this.gateway = gateway;
    this.count = count;
    for (int i = 0; i < count; i++) {
      Thread.ofVirtual().name("siege").start(this::stand);
    }
  }

  /// Until all were open once.
  void awaitAll(Duration most) {
    long deadline = System.nanoTime() + most.toNanos();
    while (opened.get() < count && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /// How many were opened because others were cut.
  int again() {
    return Math.max(0, opened.get() - count);
  }

  @Override
  public void close() {
    over = true;
    open.forEach(Siege::drop);
  }

  private void stand() {
    while (!over) {
      try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
        open.add(socket);
        opened.incrementAndGet();
        socket.getOutputStream().write(HALF);
        if (!over && socket.getInputStream().read() >= 0) {
          return; // answered: not what this is about
        }
        open.remove(socket);
      } catch (IOException e) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private static void drop(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is gone
    }
  }
}
