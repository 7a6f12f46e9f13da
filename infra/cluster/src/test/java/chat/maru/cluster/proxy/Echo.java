package chat.maru.cluster.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A server that sends back what it gets, and remembers it.
final class Echo implements AutoCloseable {
  private final ServerSocket entrance;
  private final Collection<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private final Collection<String> ends = new ConcurrentLinkedQueue<>();

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

  String heard() {
    return heard.toString(StandardCharsets.US_ASCII);
  }

  /// How its connections came to their ends: "end" or what the exception says.
  Collection<String> ends() {
    return ends;
  }

  /// To all that are connected.
  void say(String text) throws IOException {
    for (Socket socket : sockets) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }
  }

  int connections() {
    return sockets.size();
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

  private void admit() {
    while (!entrance.isClosed()) {
      try {
        Socket socket = entrance.accept();
        sockets.add(socket);
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
        socket.getOutputStream().write(buffer, 0, n);
      }
      ends.add("end");
      socket.shutdownOutput();
    } catch (IOException e) {
      ends.add(String.valueOf(e.getMessage()));
    }
  }
}
