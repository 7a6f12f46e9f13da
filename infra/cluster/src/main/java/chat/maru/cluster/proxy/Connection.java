package chat.maru.cluster.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// A client's connection and the one that the proxy made for it. Ends are passed on one by one; a
/// reset of either side resets both. Thread-safe.
final class Connection {
  private static final int DIRECTIONS = 2;

  private final Socket client;
  private final Socket server;
  private final Consumer<Connection> gone;
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final AtomicInteger ended = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean lossy;

  /// @param gone called once, when both sockets are closed
  Connection(Socket client, Socket server, Consumer<Connection> gone) {
    this.client = client;
    this.server = server;
    this.gone = gone;
  }

  void begin(Line line) {
    var toServer = new Pipe(this, line, Direction.TO_SERVER);
    var toClient = new Pipe(this, line, Direction.TO_CLIENT);
    run(() -> toServer.fill(client));
    run(() -> toServer.empty(server));
    run(() -> toClient.fill(server));
    run(() -> toClient.empty(client));
  }

  /// From now on its bytes make no sense.
  void lostBytes() {
    lossy = true;
  }

  boolean hasLostBytes() {
    return lossy;
  }

  /// One direction is over; after both, the connection is.
  void ended() {
    if (ended.incrementAndGet() == DIRECTIONS) {
      close();
    }
  }

  /// Both sides get an RST, whatever was under way.
  void reset() {
    try {
      client.setSoLinger(true, 0);
      server.setSoLinger(true, 0);
    } catch (IOException e) {
      // One is closed already; closing says the rest.
    }
    close();
  }

  private void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try (client;
        server) {
      gone.accept(this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      threads.forEach(Thread::interrupt);
    }
  }

  private void run(Step step) {
    threads.add(
        Thread.ofVirtual()
            .name("proxy")
            .start(() -> {
              try {
                step.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }));
  }

  @FunctionalInterface
  private interface Step {
    void run() throws InterruptedException;
  }
}
