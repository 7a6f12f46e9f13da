package chat.maru.cluster.client;

import chat.maru.cluster.client.api.ApiException;
import chat.maru.cluster.client.api.Credentials;
import chat.maru.cluster.client.wire.ClientFrame;
import chat.maru.cluster.client.wire.HandshakeRefusedException;
import chat.maru.cluster.client.wire.Link;
import chat.maru.cluster.client.wire.LinkListener;
import chat.maru.cluster.client.wire.ServerFrame;
import chat.maru.cluster.client.wire.WebSockets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// One live link to some gateway for as long as it is wanted; keeps no message.
///
/// It comes back by itself with jittered backoff, with a fresh token where the old one was turned
/// down, and after a `goaway` at the time it was given. A link on which nothing is heard for two
/// heartbeats is dead (D5). A text that is no frame is ignored, as a frame of an unknown type is.
/// All methods belong to the client's loop.
final class Connection {
  private static final long WELCOME_PATIENCE = TimeUnit.SECONDS.toNanos(10);
  private static final int USUAL_HEARTBEAT = 25; // seconds
  private static final int NO_CLOSE_FRAME = 1006;
  private static final int SIGN_IN_AGAIN = 4401;
  private static final int FORBIDDEN = 4403;

  private final WebSockets sockets;
  private final Tasks tasks;
  private final Doors doors;
  private final Credentials credentials;
  private final Comeback comeback;
  private final Events events;
  private final Alarm timer;

  private int turn; // what belongs to an older turn is stale
  private @Nullable Link link;
  private final Queue<String> early = new ArrayDeque<>(); // came before the link itself
  private String token = "";
  private boolean welcomed;
  private long welcomedAt;
  private long heardAt;
  private long resumeAt; // 0 = no goaway

  Connection(
      WebSockets sockets,
      Tasks tasks,
      Doors doors,
      Credentials credentials,
      Comeback comeback,
      Events events) {
    this.sockets = sockets;
    this.tasks = tasks;
    this.doors = doors;
    this.credentials = credentials;
    this.comeback = comeback;
    this.events = events;
    this.timer = new Alarm(tasks);
  }

  /// What a connection tells its client.
  interface Events {
    /// Every frame, before the call for its kind.
    void onAny(ServerFrame frame);

    void onWelcome(ServerFrame.Welcome welcome);

    void onFrame(ServerFrame frame);

    void onLost();

    void onRefused(String reason);
  }

  void open() {
    int mine = ++turn;
    resumeAt = 0;
    tasks.call(
        doors::next,
        (attempt, failure) -> {
          if (mine == turn) {
            knock(mine, attempt, failure);
          }
        });
  }

  void close() {
    leave();
  }

  /// Sends if there is a link that takes something; otherwise the frame is dropped.
  void send(ClientFrame frame) {
    if (welcomed && resumeAt == 0 && link != null) {
      link.send(frame.json());
    }
  }

  /// Gives the gateway a fresh token before the old one ends, so that the link stays.
  void renewToken() {
    int mine = turn;
    tasks.call(
        () -> credentials.renew(token),
        (fresh, _) -> {
          if (mine == turn && fresh != null) {
            token = fresh;
            send(new ClientFrame.Auth(fresh));
          }
        });
  }

  private void knock(int mine, Doors.@Nullable Attempt attempt, @Nullable Throwable failure) {
    if (attempt == null) {
      refused(failure);
      return;
    }
    token = attempt.token();
    var _ =
        sockets
            .open(attempt.handshake(), new Hearing(mine), tasks.loop())
            .whenCompleteAsync((opened, why) -> answered(mine, opened, why), tasks.loop());
  }

  private void answered(int mine, @Nullable Link opened, @Nullable Throwable failure) {
    if (mine != turn) {
      if (opened != null) {
        opened.abort();
      }
    } else if (opened == null) {
      refused(failure);
    } else {
      link = opened;
      timer.set(WELCOME_PATIENCE, () -> lost(NO_CLOSE_FRAME));
      while (mine == turn && !early.isEmpty()) {
        heard(early.remove());
      }
    }
  }

  private void refused(@Nullable Throwable failure) {
    int status =
        switch (failure) {
          case HandshakeRefusedException handshake -> handshake.status();
          case ApiException api -> api.status();
          case null, default -> 0;
        };
    long wait = comeback.afterRefusal(ApiException.retryAfterNanos(failure));
    switch (status) {
      case 401 -> renewThenComeBack(wait);
      case 403 -> giveUp("HTTP 403");
      default -> comeBackAfter(wait);
    }
  }

  private void heard(String text) {
    ServerFrame frame = frame(text);
    events.onAny(frame);
    if (frame instanceof ServerFrame.Welcome welcome) {
      welcomed(welcome);
    } else if (frame instanceof ServerFrame.GoAway away) {
      goAway(away);
    } else {
      events.onFrame(frame);
    }
  }

  private static ServerFrame frame(String text) {
    try {
      return ServerFrame.parse(text);
    } catch (JacksonException notAFrame) {
      return new ServerFrame.Unknown();
    }
  }

  private void welcomed(ServerFrame.Welcome welcome) {
    welcomed = true;
    welcomedAt = System.nanoTime();
    int told = welcome.heartbeatSeconds();
    watch(TimeUnit.SECONDS.toNanos(told > 0 ? told : USUAL_HEARTBEAT));
    events.onWelcome(welcome);
  }

  /// Silence for one heartbeat: ask. For two: the link is dead.
  private void watch(long heartbeat) {
    long silence = System.nanoTime() - heardAt;
    if (silence >= 2 * heartbeat) {
      lost(NO_CLOSE_FRAME);
      return;
    }
    if (silence >= heartbeat) {
      send(new ClientFrame.Ping());
    }
    timer.set(heartbeat / 4, () -> watch(heartbeat));
  }

  private void goAway(ServerFrame.GoAway away) {
    long wait = TimeUnit.MILLISECONDS.toNanos(away.reconnectAfterMs());
    resumeAt = System.nanoTime() + wait;
    timer.set(wait, () -> lost(NO_CLOSE_FRAME));
  }

  private void closed(int code) {
    switch (code) {
      case SIGN_IN_AGAIN -> {
        long wait = comeback.afterClose(code, lived());
        leave();
        renewThenComeBack(wait);
      }
      case FORBIDDEN -> {
        leave();
        giveUp("close code " + code);
      }
      default -> lost(code);
    }
  }

  private void renewThenComeBack(long wait) {
    int mine = turn;
    tasks.call(
        () -> credentials.renew(token),
        (_, _) -> {
          if (mine == turn) {
            comeBackAfter(wait);
          }
        });
  }

  private void lost(int code) {
    long wait = resumeAt == 0 ? comeback.afterClose(code, lived()) : resumeAt - System.nanoTime();
    leave();
    comeBackAfter(wait);
  }

  private long lived() {
    return welcomed ? System.nanoTime() - welcomedAt : 0;
  }

  private void comeBackAfter(long wait) {
    timer.set(wait, this::open);
  }

  private void giveUp(String reason) {
    turn++;
    events.onRefused(reason);
  }

  private void leave() {
    turn++;
    early.clear();
    timer.silence();
    boolean had = welcomed;
    welcomed = false;
    resumeAt = 0;
    if (link != null) {
      link.abort();
      link = null;
    }
    if (had) {
      events.onLost();
    }
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
      if (mine == turn && link == null) {
        early.add(text);
      } else if (mine == turn) {
        heard(text);
      }
    }

    @Override
    public void onClosed(int code, String reason) {
      if (mine == turn) {
        closed(code);
      }
    }
  }
}
