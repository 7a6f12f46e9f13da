package chat.maru.cluster.storm;

import chat.maru.cluster.client.Timing;
import chat.maru.cluster.client.room.Backoff;
import chat.maru.cluster.client.wire.Handshake;
import chat.maru.cluster.client.wire.HandshakeRefusedException;
import chat.maru.cluster.client.wire.Link;
import chat.maru.cluster.client.wire.LinkListener;
import chat.maru.cluster.client.wire.WebSockets;
import chat.maru.cluster.load.FrameText;
import io.netty.channel.EventLoop;
import java.net.URI;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One device's link, as light as can be, because there are ten thousand of them. It comes back as
/// the reference client does: to the gateways in turn, after pauses that double with full jitter,
/// from the start again only after a link that settled.
///
/// Fields belong to its loop; methods may be called from anywhere.
final class Client {
  private static final long WELCOME_PATIENCE = TimeUnit.SECONDS.toNanos(10);
  private static final Timing TIMING = Timing.usual();

  private final WebSockets sockets;
  private final EventLoop loop;
  private final Supplier<List<URI>> gateways;
  private final String token;
  private final Ear ear;
  private final CompletableFuture<Void> first = new CompletableFuture<>();
  private final CompletableFuture<Void> gone = new CompletableFuture<>();
  private final Backoff backoff =
      new Backoff(TIMING.firstBackoff(), TIMING.mostBackoff(), new SplittableRandom());
  private @Nullable Link link;
  private int turn; // what belongs to an older one is stale
  private int attempts;
  private boolean leaving;
  private long welcomedAt; // 0 = not on this link

  /// @param gateways that it may try, asked before each attempt
  Client(WebSockets sockets, Supplier<List<URI>> gateways, String token, Ear ear) {
    this.sockets = sockets;
    this.loop = sockets.nextLoop();
    this.gateways = gateways;
    this.token = token;
    this.ear = ear;
  }

  /// Hears what becomes of the link, on its loop.
  interface Ear {
    default void onWelcome() {}

    /// Every frame but `welcome`.
    default void onFrame(String type, String frame) {}

    /// An attempt failed, or a link was lost that nobody wanted to leave.
    void onRefused(String why);
  }

  /// @return done at the first `welcome`, however many attempts that takes
  CompletableFuture<Void> connect() {
    loop.execute(this::knock);
    return first;
  }

  /// @return done when the other side has closed the connection
  CompletableFuture<Void> leave() {
    loop.execute(() -> {
      leaving = true;
      if (link == null) {
        gone.complete(null);
      } else {
        link.close();
      }
    });
    return gone;
  }

  /// Sends if there is a link; a lost frame is the caller's to repeat.
  void send(String frame) {
    loop.execute(() -> {
      if (link != null && welcomedAt != 0) {
        link.send(frame);
      }
    });
  }

  void later(long nanos, Runnable task) {
    var _ = loop.schedule(task, nanos, TimeUnit.NANOSECONDS);
  }

  /// Runs it among the frames.
  void soon(Runnable task) {
    loop.execute(task);
  }

  /// Only on the loop.
  boolean isLinked() {
    return welcomedAt != 0;
  }

  private void knock() {
    int mine = ++turn;
    List<URI> doors = gateways.get();
    URI gateway = doors.get(attempts++ % doors.size());
    var _ =
        sockets
            .open(Handshake.withToken(gateway, token), new Hearing(mine), loop)
            .whenComplete((opened, failure) -> answered(mine, opened, failure));
  }

  private void answered(int mine, @Nullable Link opened, @Nullable Throwable failure) {
    if (opened == null) {
      lost(mine, reason(failure));
      return;
    }
    link = opened;
    var _ =
        loop.schedule(
            () -> {
              if (mine == turn && welcomedAt == 0) {
                opened.abort();
              }
            },
            WELCOME_PATIENCE,
            TimeUnit.NANOSECONDS);
  }

  private void welcomed() {
    welcomedAt = System.nanoTime();
    first.complete(null);
    ear.onWelcome();
  }

  private void lost(int mine, String why) {
    link = null;
    if (leaving) {
      gone.complete(null);
      return;
    }
    if (welcomedAt != 0 && System.nanoTime() - welcomedAt >= TIMING.settled().toNanos()) {
      backoff.reset();
    }
    welcomedAt = 0;
    ear.onRefused(why);
    var _ =
        loop.schedule(
            () -> {
              if (mine == turn && !leaving) {
                knock();
              }
            },
            backoff.nextNanos(),
            TimeUnit.NANOSECONDS);
  }

  private static String reason(@Nullable Throwable failure) {
    return failure instanceof HandshakeRefusedException refused
        ? "HTTP " + refused.status()
        : failure == null ? "nothing" : failure.getClass().getSimpleName();
  }

  private final class Hearing implements LinkListener {
    private final int mine;

    Hearing(int mine) {
      this.mine = mine;
    }

    @Override
    public void onText(String frame) {
      String type = FrameText.field(frame, "type");
      if (type.equals("welcome")) {
        welcomed();
      } else {
        ear.onFrame(type, frame);
      }
    }

    @Override
    public void onClosed(int code, String reason) {
      lost(mine, "closed " + code);
    }
  }
}
