package chat.maru.cluster.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A server that sends back what it gets, and remembers it.
final class Echo implements AutoCloseable {
  private final ServerSocket entrance;
  private final Collection<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private final BlockingQueue<String> pieces = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
  private final Semaphore arrived = new Semaphore(0);

  Echo() {
    try {
      entrance = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.startVirtualThread(this::admit);
  }

  int port() {
    return entrance.getLocalPort();
  }

  /// All of it.
  String heard() {
    return heard.toString(StandardCharsets.US_ASCII);
  }

  /// What came next, or "none" in that time.
  String nextHeard(int patienceMillis) throws InterruptedException {
    return orNone(pieces.poll(patienceMillis, TimeUnit.MILLISECONDS));
  }

  /// How the next connection came to its end: "end" or what the exception says, or "none" did in
  /// that time.
  String nextEnd(int patienceMillis) throws InterruptedException {
    return orNone(ends.poll(patienceMillis, TimeUnit.MILLISECONDS));
  }

  /// Returns when one more has arrived than were waited for before.
  void awaitConnection() throws InterruptedException {
    arrived.acquire();
  }

  /// To all that are connected.
  void say(String text) throws IOException {
    for (Socket socket : sockets) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }
  }

  @Override
  public void close() {
    try {
      entrance.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String orNone(@Nullable String text) {
    return text == null ? "none" : text;
  }

  private void admit() {
    while (!entrance.isClosed()) {
      try {
        Socket socket = entrance.accept();
        sockets.add(socket);
        arrived.release();
        Thread.startVirtualThread(() -> answer(socket));
      } catch (IOException e) {
        // Closed.
      }
    }
  }

  private void answer(Socket socket) {
    byte[] buffer = new byte[1024];
    try {
      for (int n = socket.getInputStream().read(buffer);
          n >= 0;
          n = socket.getInputStream().read(buffer)) {
        heard.write(buffer, 0, n);
        pieces.add(new String(buffer, 0, n, StandardCharsets.US_ASCII));
        socket.getOutputStream().write(buffer, 0, n);
      }
      ends.add("end");
      socket.shutdownOutput();
    } catch (IOException e) {
      ends.add(String.valueOf(e.getMessage()));
    }
  }
}
