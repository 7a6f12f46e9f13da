package chat.maru.cluster.outage;

import chat.maru.cluster.load.Pacer;
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
/// again. They come and go one after the other: ten thousand at one moment would show what this
/// process and the kernel take for that, not what those who stand at a door do to others.
final class Siege implements AutoCloseable {
  private static final byte[] HALF =
      "GET /ws HTTP/1.1\r\nHost: maru\r\nUpgrade: websocket\r\n"
          .getBytes(StandardCharsets.US_ASCII);
  private static final Duration PAUSE = Duration.ofMillis(100);

  /// Of the first and the last to come.
  private static final Duration SPREAD = Duration.ofSeconds(10);

  private final URI gateway;
  private final int count;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger opened = new AtomicInteger();
  private volatile boolean over;

  Siege(URI gateway, int count) {
    this.gateway = gateway;
    this.count = count;
    for (int i = 0; i < count; i++) {
      long wait = SPREAD.dividedBy(count).toNanos() * i;
      Thread.ofVirtual().name("siege").start(() -> standAfter(wait));
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
    Pacer pacer = new Pacer(System.nanoTime(), (double) count / SPREAD.toSeconds());
    int gone = 0;
    for (Socket socket : open) {
      long _ = pacer.await(gone++);
      drop(socket);
    }
  }

  private void standAfter(long nanos) {
    long from = System.nanoTime();
    for (long left; !over && (left = from + nanos - System.nanoTime()) > 0; ) {
      LockSupport.parkNanos(left);
    }
    stand();
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
