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
  private final Chronicle chronicle;
  private final Directory rooms;
  private final ChatClient client;
  private final Map<String, Long> shown;
  private final AtomicInteger unanswered = new AtomicInteger();
  private final Set<String> onPost = ConcurrentHashMap.newKeySet(); // rooms begun by their post
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
    chronicle = new Chronicle(recorder, stage.ledger());
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
  public boolean isSettled() {
    return chronicle.isConnected();
  }

  @Override
  public void leave() {
    end(false);
  }

  @Override
  public void finish() {
    end(chronicle.isConnected());
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
    private final Map<String, Attempts> sends = new HashMap<>();

    @Override
    public void onMessage(Message message) {
      recorder.tell(new HistoryEvent.Shown(Recorder.copy(message)));
      rooms.opened(message.roomId());
      shown.put(message.roomId(), message.seq());
      chronicle.reached(message.messageId());
    }

    @Override
    public void onSending(ClientFrame.Send send) {
      Attempts attempts = sends.computeIfAbsent(send.id(), _ -> new Attempts(System.nanoTime()));
      chronicle.sent(send, ++attempts.count);
    }

    @Override
    public void onAccepted(String id, String messageId) {
      Attempts attempts = sends.get(id);
      if (attempts != null && settled(attempts)) {
        stage.ledger().accepted(messageId, System.nanoTime() - attempts.firstAt);
      }
    }

    @Override
    public void onFailed(String id, String code) {
      Attempts attempts = sends.get(id);
      boolean _ = attempts != null && settled(attempts);
    }

    /// @return whether this is its first outcome
    private boolean settled(Attempts attempts) {
      if (attempts.settled) {
        return false;
      }
      attempts.settled = true;
      unanswered.decrementAndGet();
      return true;
    }

    @Override
    public void onRead(String roomId, String userId, long seq) {
      recorder.tell(new HistoryEvent.ReadShown(roomId, userId, seq));
    }

    @Override
    public void onConnection(@Nullable String node) {
      if (node == null) {
        chronicle.lost(UNTOLD);
      }
    }

    @Override
    public void onFrame(ServerFrame frame) {
      chronicle.heard(frame);
    }
  }

  private static final class Attempts {
    private final long firstAt;
    private int count; // it may be repeated when it is settled
    private boolean settled;

    Attempts(long firstAt) {
      this.firstAt = firstAt;
    }
  }
}
