package chat.maru.cluster.trial.device;

import chat.maru.cluster.client.ChatClient;
import chat.maru.cluster.client.ChatListener;
import chat.maru.cluster.client.Settings;
import chat.maru.cluster.client.Timing;
import chat.maru.cluster.client.api.ChatApi;
import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.room.Outgoing;
import chat.maru.cluster.client.wire.ClientFrame;
import chat.maru.cluster.client.wire.ServerFrame;
import chat.maru.cluster.history.record.HistoryEvent;
import chat.maru.cluster.history.record.TextDigest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The reference client with somebody who writes down what it shows. It makes its own message ids.
public final class ScreenDevice implements Device {
  /// The library does not say how a link ended.
  private static final int UNTOLD = 0;

  /// It comes back sooner than apps do: there are only some minutes.
  private static final Timing TIMING =
      new Timing(
          Duration.ofMillis(100),
          Duration.ofSeconds(3),
          Timing.usual().answerPatience(),
          Timing.usual().easeOff(),
          Timing.usual().settled());

  private final Stage stage;
  private final Person who;
  private final String name;
  private final Recorder recorder;
  private final Directory rooms;
  private final ChatClient client;
  private final Map<String, Long> shown;
  private final AtomicInteger unanswered = new AtomicInteger();
  private final Set<String> onPost = ConcurrentHashMap.newKeySet(); // rooms begun by their post
  private volatile long connectedAt; // 0 = is not
  private volatile End end = End.STAYS;

  private ScreenDevice(Stage stage, Person who, Start start, Directory rooms) {
    this.stage = stage;
    this.who = who;
    this.rooms = rooms;
    name = start.name();
    shown = new ConcurrentHashMap<>(start.heads());
    recorder =
        Recorder.begin(
            stage, name, who.userId(), new HistoryEvent.Began(false, true, start.heads()));
    List<URI> gateways = new ArrayList<>(stage.gateways());
    Collections.shuffle(gateways, Random.from(start.random()));
    Settings settings = new Settings(gateways, start.heads(), TIMING);
    List<ChatApi> apis = stage.apis(who);
    client =
        ChatClient.start(
            stage.sockets(),
            apis.get(start.random().nextInt(apis.size())),
            who.credentials(),
            settings,
            new Screen());
  }

  /// Connects and goes on until it leaves.
  public static ScreenDevice start(Stage stage, Person who, Start start, Directory rooms) {
    return new ScreenDevice(stage, who, start, rooms);
  }

  @Override
  public String name() {
    return name;
  }

  /// The message's id is not used: the library makes its own.
  @Override
  public void send(Conversation to, Outgoing message) {
    unanswered.incrementAndGet();
    if (!to.isOpen()) {
      onPost.add(to.roomId());
    }
    String _ =
        onPost.contains(to.roomId())
            ? client.sendOnPost(to.postId(), message.text())
            : client.sendToRoom(to.roomId(), message.text());
  }

  @Override
  public String userId() {
    return who.userId();
  }

  @Override
  public boolean keepsIds() {
    return false;
  }

  @Override
  public void read(Conversation room) {
    Long seq = shown.get(room.roomId());
    if (seq != null) {
      recorder.tell(new HistoryEvent.ReadSent(room.roomId(), seq));
      client.read(room.roomId(), seq);
    }
  }

  @Override
  public int unanswered() {
    return unanswered.get();
  }

  @Override
  public Map<String, Long> heads() {
    return Map.copyOf(shown);
  }

  @Override
  public void leave() {
    end(false);
  }

  @Override
  public void finish() {
    end(connectedAt != 0);
  }

  @Override
  public End end() {
    return end;
  }

  /// That it is connected is all it can say of itself: the library tells nobody whether it fetches.
  private void end(boolean connected) {
    recorder.end(new HistoryEvent.Ended(connected, connected));
    client.close();
    end = connected ? End.WHOLE : End.BROKEN;
  }

  /// What the library tells, on its loop.
  private final class Screen implements ChatListener {
    private final Map<String, Attempts> open = new HashMap<>();
    private int connections;

    @Override
    public void onMessage(Message message) {
      recorder.tell(new HistoryEvent.Shown(Recorder.copy(message)));
      rooms.opened(message.roomId());
      shown.put(message.roomId(), message.seq());
      stage.ledger().reached(message.messageId(), connectedAt);
    }

    @Override
    public void onSending(ClientFrame.Send send) {
      Attempts attempts = open.computeIfAbsent(send.id(), _ -> new Attempts(System.nanoTime()));
      attempts.count++;
      stage.ledger().sent(attempts.count);
      recorder.tell(
          new HistoryEvent.Sent(
              send.id(),
              send.roomId(),
              send.postId(),
              TextDigest.of(send.text()),
              attempts.count,
              connections));
    }

    @Override
    public void onAccepted(String id, String messageId) {
      Attempts attempts = open.remove(id);
      if (attempts != null) {
        stage.ledger().accepted(messageId, System.nanoTime() - attempts.firstAt);
        unanswered.decrementAndGet();
      }
    }

    @Override
    public void onFailed(String id, String code) {
      if (open.remove(id) != null) {
        unanswered.decrementAndGet();
      }
    }

    @Override
    public void onRead(String roomId, String userId, long seq) {
      recorder.tell(new HistoryEvent.ReadShown(roomId, userId, seq));
    }

    @Override
    public void onConnection(@Nullable String node) {
      if (node == null) {
        connectedAt = 0;
        recorder.tell(new HistoryEvent.Disconnected(UNTOLD));
      }
    }

    @Override
    public void onFrame(ServerFrame frame) {
      switch (frame) {
        case ServerFrame.Welcome welcome -> welcomed(welcome);
        case ServerFrame.Ack ack ->
            recorder.tell(new HistoryEvent.Acked(ack.id(), ack.roomId(), ack.messageId()));
        case ServerFrame.Failure failure -> {
          recorder.tell(
              new HistoryEvent.Refused(failure.id(), failure.code(), failure.retryable()));
          stage.ledger().refused(failure.code());
        }
        case ServerFrame.Resync(var roomId) -> {
          recorder.tell(new HistoryEvent.Resync(roomId));
          stage.ledger().resynced();
        }
        case ServerFrame.GoAway(long wait) -> recorder.tell(new HistoryEvent.GoAway(wait));
        case ServerFrame.Stored _,
            ServerFrame.Read _,
            ServerFrame.Typing _,
            ServerFrame.Presence _,
            ServerFrame.Pong _,
            ServerFrame.Unknown _ -> {}
      }
    }

    private void welcomed(ServerFrame.Welcome welcome) {
      recorder.tell(new HistoryEvent.Connected(welcome.node(), welcome.sessionId()));
      connectedAt = System.nanoTime();
      if (++connections > 1) {
        stage.ledger().reconnected();
      }
    }
  }

  private static final class Attempts {
    private final long firstAt;
    private int count;

    Attempts(long firstAt) {
      this.firstAt = firstAt;
    }
  }
}
