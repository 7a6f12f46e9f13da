package chat.maru.cluster.client.wire;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A WebSocket session with no cleverness at all: it sends what it is told and keeps every frame
/// that came, in order, with its time. Nothing is repeated, merged, hidden or reconnected, so a
/// test that judges it judges the wire.
public final class RawSession implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final CompletableFuture<Closed> closed = new CompletableFuture<>();

  @GuardedBy("lock")
  private final List<Received> received = new ArrayList<>();

  private final Link link;

  private RawSession(WebSockets sockets, Handshake handshake) {
    link = join(sockets.open(handshake, new Recorder()));
  }

  /// Opens the link and waits for nothing but the HTTP answer: `welcome`, or a close, comes after.
  ///
  /// @throws HandshakeRefusedException when the answer is not 101
  public static RawSession open(WebSockets sockets, Handshake handshake) {
    return new RawSession(sockets, handshake);
  }

  /// Opens the link and waits for `welcome`.
  public static RawSession welcomed(WebSockets sockets, Handshake handshake) {
    RawSession session = open(sockets, handshake);
    ServerFrame.Welcome _ = session.await(ServerFrame.Welcome.class);
    return session;
  }

  public void send(ClientFrame frame) {
    link.send(frame.json());
  }

  public void send(String text) {
    link.send(text);
  }

  /// A text frame of these bytes, valid UTF-8 or not.
  public void sendRaw(byte[] text) {
    link.sendRaw(text);
  }

  public Link link() {
    return link;
  }

  /// Everything so far, oldest first.
  public List<Received> received() {
    lock.lock();
    try {
      return List.copyOf(received);
    } finally {
      lock.unlock();
    }
  }

  /// The frames of one kind so far, oldest first.
  public <F extends ServerFrame> List<F> received(Class<F> kind) {
    return received().stream()
        .map(Received::frame)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  public <F extends ServerFrame> F await(Class<F> kind) {
    return await(kind, _ -> true);
  }

  /// The oldest frame of this kind that fits, received already or within a while.
  ///
  /// @throws AssertionError when none came, saying what did
  public <F extends ServerFrame> F await(Class<F> kind, Predicate<? super F> fitting) {
    Received found =
        awaitFrom(0, PATIENCE, frame -> kind.isInstance(frame) && fitting.test(kind.cast(frame)));
    return kind.cast(found.frame());
  }

  /// Like [#await(Class, Predicate)], looking only behind the first `from` frames.
  public Received awaitFrom(int from, Duration patience, Predicate<? super ServerFrame> fitting) {
    long deadline = System.nanoTime() + patience.toNanos();
    lock.lock();
    try {
      for (int next = from; ; next++) {
        awaitSize(next + 1, deadline);
        if (fitting.test(received.get(next).frame())) {
          return received.get(next);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /// Waits for the end of the link.
  public Closed awaitClosed() {
    try {
      return closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("the link is still open; received: " + tail(), e);
    } catch (Exception e) {
      throw new IllegalStateException("waiting was interrupted", e);
    }
  }

  public boolean isOpen() {
    return !closed.isDone();
  }

  /// Asks for a `pong` and waits for it: all that was sent before has been handled, and the
  /// connection stays.
  public void ping() {
    int before = received().size();
    send(new ClientFrame.Ping());
    Received _ = awaitFrom(before, PATIENCE, ServerFrame.Pong.class::isInstance);
  }

  @Override
  public void close() {
    link.abort();
  }

  @GuardedBy("lock")
  private void awaitSize(int size, long deadline) {
    while (received.size() < size) {
      long left = deadline - System.nanoTime();
      if (left <= 0 || closed.isDone()) {
        throw new AssertionError(
            "awaited frame did not come; closed: " + closed + ", received: " + tail());
      }
      awaitChange(left);
    }
  }

  @GuardedBy("lock")
  private void awaitChange(long nanos) {
    try {
      long _ = changed.awaitNanos(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("waiting was interrupted", e);
    }
  }

  private List<String> tail() {
    List<Received> all = received();
    return all.subList(Math.max(0, all.size() - 10), all.size()).stream()
        .map(Received::text)
        .toList();
  }

  private static Link join(CompletableFuture<Link> opening) {
    try {
      return opening.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof HandshakeRefusedException refused) {
        throw refused;
      }
      throw e;
    }
  }

  /// A frame as it came.
  ///
  /// @param nanos on [System#nanoTime]'s clock
  public record Received(ServerFrame frame, String text, long nanos) {}

  /// How the link ended; 1006 = without a close frame.
  public record Closed(int code, @Nullable String reason) {}

  private final class Recorder implements LinkListener {
    @Override
    public void onText(String text) {
      Received frame = new Received(ServerFrame.parse(text), text, System.nanoTime());
      lock.lock();
      try {
        received.add(frame);
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void onClosed(int code, String reason) {
      lock.lock();
      try {
        closed.complete(new Closed(code, reason));
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }
}
