package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.wire.ClientFrame;
import chat.maru.cluster.client.wire.ClientFrame.Send;
import chat.maru.cluster.client.wire.RawSession;
import chat.maru.cluster.client.wire.ServerFrame;
import chat.maru.cluster.e2e.World.Pair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// What a borrower sends, one after the other, and what both parties' devices, on a gateway each,
/// and the public stream are told.
final class Conversation {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final String MESSAGES = "chat.messages.v1";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final World world;
  private final Pair pair;
  private final RawSession borrowers;
  private final RawSession lenders;
  private final List<Send> sent = new ArrayList<>();

  private Conversation(World world, Pair pair) {
    this.world = world;
    this.pair = pair;
    borrowers = world.device(pair.borrower(), 1);
    lenders = world.device(pair.lender(), 2);
  }

  static Conversation of(World world) {
    return new Conversation(world, world.pair());
  }

  Pair pair() {
    return pair;
  }

  Send send(String text) {
    sent.add(Send.toRoom(pair.roomId(), text));
    ServerFrame.Ack _ = World.acked(borrowers, sent.getLast());
    return sent.getLast();
  }

  /// The number of the last message: the room began with one.
  long head() {
    return 1 + sent.size();
  }

  void awaitAll() {
    Judge.awaitSeq(lenders, pair.roomId(), head(), PATIENCE);
  }

  /// The lender has read all, and the borrower's device was told.
  void readAll() {
    lenders.send(new ClientFrame.Read(pair.roomId(), head()));
    ServerFrame.Read _ =
        borrowers.await(
            ServerFrame.Read.class,
            read -> read.seq() == head() && read.userId().equals(pair.lender().id()));
  }

  /// What the lender's device was told live.
  List<Message> came() {
    return Judge.messages(lenders, pair.roomId());
  }

  /// One order for devices, history and the public stream.
  void judge() {
    Judge.oneOrder(pair, sent, List.of(borrowers, lenders), PATIENCE);
    List<Message> history = World.history(pair.lender(), pair.roomId());
    assertThat(toldByTheStream())
        .isEqualTo(history.stream().map(m -> m.seq() + " " + m.messageId()).toList());
  }

  /// Each once, at its first time, with its number: a repeat under another number is another.
  private List<String> toldByTheStream() {
    try (var log = new OutsideLog(world.state().kafka().bootstrapServers())) {
      return log.read(MESSAGES, OutsideLog.keyIs(pair.roomId())).stream()
          .filter(OutsideLog.keyIs(pair.roomId()))
          .map(event -> JSON.readTree(event.value()))
          .filter(event -> event.path("type").asString().equals("message.stored"))
          .map(event -> event.path("seq").asLong() + " " + event.path("messageId").asString())
          .distinct()
          .toList();
    }
  }
}
