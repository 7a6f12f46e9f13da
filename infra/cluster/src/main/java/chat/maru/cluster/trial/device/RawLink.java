package chat.maru.cluster.trial.device;

import chat.maru.cluster.client.api.ApiException;
import chat.maru.cluster.client.api.Credentials;
import chat.maru.cluster.client.room.Backoff;
import chat.maru.cluster.client.wire.ClientFrame;
import chat.maru.cluster.client.wire.Handshake;
import chat.maru.cluster.client.wire.HandshakeRefusedException;
import chat.maru.cluster.client.wire.Link;
import chat.maru.cluster.client.wire.LinkListener;
import chat.maru.cluster.client.wire.ServerFrame;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A connection to some gateway, to another random one after each loss. What is silent for two
/// heartbeats is lost (D5). Belongs to the loop.
final class RawLink {
  private static final int UNAUTHENTICATED = 401;
  private static final int SIGN_IN_AGAIN = 4401;
  private static final int DEAD = 1006;
  private static final long WELCOME_PATIENCE = TimeUnit.SECONDS.toNanos(10);

  private final Stage stage;
  private final EventLoop loop;
  private final Credentials credentials;
  private final RandomGenerator random;
  private final Backoff backoff;
  private final Events events;

  private int turn; // what belongs to an older turn is stale
  private @Nullable Link link;
  private String token = "";
  private boolean renew;
  private boolean welcomed;
  private long heardAt;
  private long silence = WELCOME_PATIENCE;
  private long awayUntil; // after a goaway

  RawLink(
      Stage stage, EventLoop loop, Credentials credentials, RandomGenerator random, Events events) {
    this.stage = stage;
    this.loop = loop;
    this.credentials = credentials;
    this.random = random;
    this.events = events;
    backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(3), random);
  }

  /// What a link tells its device.
  interface Events {
    void onFrame(ServerFrame frame);

    void onLost(int code);
  }

  void open() {
    int mine = ++turn;
    String old = token;
    boolean fresh = renew;
    Thread _ =
        Thread.startVirtualThread(() -> {
          @Nullable String got = token(old, fresh);
          loop.execute(() -> knock(mine, got));
        });
  }

  void send(ClientFrame frame) {
    if (link != null) {
      link.send(frame.json());
    }
  }

  boolean isWelcomed() {
    return welcomed;
  }

  void close() {
    turn++;
    welcomed = false;
    if (link != null) {
      link.abort();
      link = null;
    }
  }

  private @Nullable String token(String old, boolean fresh) {
    try {
      return fresh ? credentials.renew(old) : credentials.token();
    } catch (ApiException e) {
      return null;
    }
  }

  private void knock(int mine, @Nullable String got) {
    if (mine != turn) {
      return;
    }
    if (got == null) {
      comeBack();
      return;
    }
    token = got;
    renew = false;
    var gateway = stage.gateways().get(random.nextInt(stage.gateways().size()));
    var _ =
        stage
            .sockets()
            .open(Handshake.withToken(gateway, got), new Hearing(mine), loop)
            .whenComplete((opened, failure) -> answered(mine, opened, failure));
  }

  /// Runs on the loop before any frame is heard.
  private void answered(int mine, @Nullable Link opened, @Nullable Throwable failure) {
    if (mine != turn) {
      if (opened != null) {
        opened.abort();
      }
    } else if (opened == null) {
      renew =
          failure instanceof HandshakeRefusedException refused
              && refused.status() == UNAUTHENTICATED;
      comeBack();
    } else {
      link = opened;
      heardAt = System.nanoTime();
      silence = WELCOME_PATIENCE;
      watch(mine);
    }
  }

  private void heard(ServerFrame frame) {
    switch (frame) {
      case ServerFrame.Welcome welcome -> {
        welcomed = true;
        silence = TimeUnit.SECONDS.toNanos(welcome.heartbeatSeconds());
        backoff.reset();
      }
      case ServerFrame.GoAway away -> goAway(turn, away);
      default -> {}
    }
    events.onFrame(frame);
  }

  private void goAway(int mine, ServerFrame.GoAway away) {
    welcomed = false;
    long wait = TimeUnit.MILLISECONDS.toNanos(away.reconnectAfterMs());
    awayUntil = System.nanoTime() + wait;
    later(
        wait,
        () -> {
          if (mine == turn) {
            lost(DEAD);
          }
        });
  }

  /// Silence for one heartbeat: ask. For two: the link is dead.
  private void watch(int mine) {
    if (mine != turn) {
      return;
    }
    long quiet = System.nanoTime() - heardAt;
    if (quiet >= 2 * silence || !welcomed && awayUntil == 0 && quiet >= WELCOME_PATIENCE) {
      lost(DEAD);
      return;
    }
    if (quiet >= silence) {
      send(new ClientFrame.Ping());
    }
    later(silence / 4, () -> watch(mine));
  }

  private void lost(int code) {
    renew = code == SIGN_IN_AGAIN;
    close();
    events.onLost(code);
    comeBack();
  }

  private void comeBack() {
    int mine = turn;
    long wait = Math.max(awayUntil - System.nanoTime(), 0);
    boolean drained = awayUntil != 0;
    awayUntil = 0;
    later(
        drained ? wait : backoff.nextNanos(),
        () -> {
          if (mine == turn) {
            open();
          }
        });
  }

  private void later(long nanos, Runnable task) {
    var _ = loop.schedule(task, nanos, TimeUnit.NANOSECONDS);
  }

  /// Hears one turn's link and is deaf once the turn is over.
  private final class Hearing implements LinkListener {
    private final int mine;

    Hearing(int mine) {
      this.mine = mine;
    }

    @Override
    public void onHeard() {
      heardAt = System.nanoTime();
    }

    @Override
    public void onText(String text) {
      if (mine == turn) {
        heard(ServerFrame.parse(text));
      }
    }

    @Override
    public void onClosed(int code, String reason) {
      if (mine == turn) {
        lost(code);
      }
    }
  }
}
