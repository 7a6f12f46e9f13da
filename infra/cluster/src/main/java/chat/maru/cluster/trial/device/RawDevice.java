package chat.maru.cluster.trial.device;

import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.api.SyncPage;
import chat.maru.cluster.client.room.Outgoing;
import chat.maru.cluster.client.wire.ClientFrame;
import chat.maru.cluster.client.wire.ServerFrame;
import chat.maru.cluster.history.record.HistoryEvent;
import chat.maru.cluster.history.record.HistoryEvent.SyncedRoom;
import io.netty.channel.EventLoop;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/// A device with no cleverness beyond what the protocol asks of every client: after `welcome`,
/// after each `resync` and at each hole it fetches what it lacks. Of what came it keeps numbers
/// only.
public final class RawDevice implements Device {
  /// Each of so many read positions is an old one, as a device that was away says it.
  private static final int STALE_READS = 3;

  private final Stage stage;
  private final Person who;
  private final String name;
  private final EventLoop loop;
  private final Recorder recorder;
  private final Chronicle chronicle;
  private final Reached reached;
  private final RawLink link;
  private final RawOutbox outbox;
  private final CatchUp catchUp;
  private final Directory rooms;
  private int reads;
  private volatile End end = End.STAYS;

  private RawDevice(Stage stage, Person who, Start start, Directory rooms) {
    this.stage = stage;
    this.who = who;
    this.rooms = rooms;
    name = start.name();
    loop = stage.sockets().nextLoop();
    RandomGenerator random = start.random();
    recorder =
        Recorder.begin(
            stage, name, who.userId(), new HistoryEvent.Began(true, false, start.heads()));
    chronicle = new Chronicle(recorder, stage.ledger());
    reached = new Reached(start.heads());
    link = new RawLink(stage, loop, who.credentials(), random, new FromGateway());
    outbox = new RawOutbox(loop, random, stage.ledger(), this::transmit);
    catchUp = new CatchUp(loop, stage.apis(who), random, reached, this::synced);
  }

  /// Connects and goes on until it leaves.
  public static RawDevice start(Stage stage, Person who, Start start, Directory rooms) {
    RawDevice device = new RawDevice(stage, who, start, rooms);
    device.loop.execute(device.link::open);
    return device;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void send(Conversation to, Outgoing message) {
    outbox.announce();
    loop.execute(() -> outbox.add(to, message));
  }

  @Override
  public String userId() {
    return who.userId();
  }

  @Override
  public boolean keepsIds() {
    return true;
  }

  @Override
  public void read(Conversation room) {
    loop.execute(() -> {
      long head = reached.heads().getOrDefault(room.roomId(), 0L);
      if (head > 0 && link.isWelcomed()) {
        long seq = ++reads % STALE_READS == 0 ? Math.max(1, head / 2) : head;
        recorder.tell(new HistoryEvent.ReadSent(room.roomId(), seq));
        link.send(new ClientFrame.Read(room.roomId(), seq));
      }
    });
  }

  @Override
  public int unanswered() {
    return outbox.unanswered();
  }

  @Override
  public Map<String, Long> heads() {
    return reached.heads();
  }

  @Override
  public boolean isSettled() {
    return CompletableFuture.supplyAsync(this::caughtUp, loop).join();
  }

  @Override
  public void leave() {
    loop.execute(() -> end(false));
  }

  @Override
  public void finish() {
    loop.execute(() -> end(link.isWelcomed()));
  }

  @Override
  public End end() {
    return end;
  }

  private boolean caughtUp() {
    return link.isWelcomed() && !catchUp.isRunning() && !reached.hasHole();
  }

  private void end(boolean connected) {
    boolean caughtUp = connected && caughtUp();
    recorder.end(new HistoryEvent.Ended(connected, caughtUp));
    outbox.disconnected();
    catchUp.stop();
    link.close();
    end = caughtUp ? End.WHOLE : End.BROKEN;
  }

  private void transmit(ClientFrame.Send send, int attempt) {
    chronicle.sent(send, attempt);
    link.send(send);
  }

  private void synced(Map<String, Long> heads, SyncPage page) {
    recorder.tell(
        new HistoryEvent.Synced(
            heads, page.items().stream().map(RawDevice::room).toList(), page.hasMore()));
    page.items().forEach(item -> item.messages().forEach(this::has));
    if (reached.hasHole()) {
      catchUp.ask();
    }
  }

  private static SyncedRoom room(SyncPage.Item item) {
    return new SyncedRoom(
        item.roomId(),
        item.headSeq(),
        item.readSeq(),
        item.counterpartReadSeq(),
        Recorder.copies(item.messages()));
  }

  private void has(Message message) {
    rooms.opened(message.roomId());
    if (reached.add(message.roomId(), message.seq())) {
      chronicle.reached(message.messageId());
    }
    outbox.stored(message, message.senderId().equals(who.userId()));
  }

  /// What the gateway says, on the loop.
  private final class FromGateway implements RawLink.Events {

    @Override
    public void onFrame(ServerFrame frame) {
      chronicle.heard(frame);
      switch (frame) {
        case ServerFrame.Welcome _ -> {
          catchUp.ask();
          outbox.connected();
        }
        case ServerFrame.Stored(Message message) -> {
          recorder.tell(new HistoryEvent.Received(Recorder.copy(message)));
          has(message);
          if (reached.hasHole()) {
            catchUp.ask();
          }
        }
        case ServerFrame.Ack ack -> outbox.acked(ack);
        case ServerFrame.Failure failure -> {
          if (failure.id() != null) {
            outbox.failed(failure, failure.id());
          }
        }
        case ServerFrame.Read read ->
            recorder.tell(new HistoryEvent.ReadTold(read.roomId(), read.userId(), read.seq()));
        case ServerFrame.Resync _ -> catchUp.ask();
        case ServerFrame.GoAway _ -> outbox.disconnected();
        case ServerFrame.Typing _,
            ServerFrame.Presence _,
            ServerFrame.Pong _,
            ServerFrame.Unknown _ -> {}
      }
    }

    @Override
    public void onLost(int code) {
      chronicle.lost(code);
      outbox.disconnected();
      catchUp.stop();
    }
  }
}
