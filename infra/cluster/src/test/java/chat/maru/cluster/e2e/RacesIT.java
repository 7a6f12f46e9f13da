package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.wire.ClientFrame.Send;
import chat.maru.cluster.client.wire.RawSession;
import chat.maru.cluster.client.wire.ServerFrame;
import chat.maru.cluster.e2e.World.Pair;
import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.launcher.WithCluster;
import chat.maru.cluster.load.Pacer;
import chat.maru.contract.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// D1 to D4: a part that dies or stands still at the worst moment, and the retry or the successor
/// beside it, end in one message each and one order.
@WithCluster(persistenceServices = 2)
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
class RacesIT {
  private static final int ATTEMPTS = 20;
  private static final Duration APPENDED = Duration.ofSeconds(1);
  private static final Duration ANSWERED = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final LocalCluster cluster;
  private final World world;

  RacesIT(LocalCluster cluster) {
    this.cluster = cluster;
    world = new World(cluster.state());
  }

  @AfterEach
  void mend() {
    cluster.mend();
    world.close();
  }

  /// D2.
  @Test
  void aSendWhoseGatewayDiesBetweenAppendAndAckIsOneMessageAfterTheRetryOnTheOtherNode() {
    Pair pair = world.pair();
    RawSession lenders = world.device(pair.lender(), 2);
    RawSession other = world.device(pair.borrower(), 2);
    List<Send> sent = new ArrayList<>();
    Send cutOff = appendedAndNeverAcked(pair, sent);

    ServerFrame.Ack ack = World.acked(other, cutOff);
    Message stored = World.storedIn(other, cutOff);
    assertThat(ack.messageId()).isEqualTo(stored.messageId());
    sent.add(Send.toRoom(pair.roomId(), "after it"));
    ServerFrame.Ack _ = World.acked(other, sent.getLast());

    judge(pair, sent, List.of(lenders, other));
  }

  /// Kafka stands still while the gateway hands it the record, the gateway stands still while Kafka
  /// takes it: what then appears in the log can't have been acked, and the gateway is killed.
  private Send appendedAndNeverAcked(Pair pair, List<Send> sent) {
    String kafka = world.state().kafka().bootstrapServers();
    RawSession device = world.device(pair.borrower(), 1);
    try (LogEnd log = new LogEnd(kafka, Topics.INBOUND)) {
      for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
        sent.add(Send.toRoom(pair.roomId(), "the gateway knows the room " + attempt));
        ServerFrame.Ack _ = World.acked(device, sent.getLast());
        Send send = Send.toRoom(pair.roomId(), "is it in the log? " + attempt);
        sent.add(send);
        if (appendedByFrozen(device, send, log)) {
          cluster.gateway(0).kill();
          RawSession.Closed _ = device.awaitClosed();
          assertThat(device.received(ServerFrame.Ack.class))
              .extracting(ServerFrame.Ack::id)
              .doesNotContain(send.id());
          return send;
        }
        cluster.gateway(0).thaw();
        ServerFrame.Ack _ = World.acked(device, send);
      }
    }
    throw new AssertionError("the race was not met in " + ATTEMPTS + " attempts");
  }

  private boolean appendedByFrozen(RawSession device, Send send, LogEnd log) {
    cluster.kafka().freeze();
    device.send(send);
    device.ping();
    cluster.gateway(0).freeze();
    cluster.kafka().thaw();
    return log.brings(send.id(), APPENDED);
  }

  /// D1, D2, D4. The broker reads what it was sent before it stood still, and the retry after it.
  @Test
  void aSendInFlightWhileKafkaStandsStillIsAnsweredInTimeAndOneMessageAfterTheRetry() {
    Pair pair = world.pair();
    RawSession lenders = world.device(pair.lender(), 2);
    RawSession device = world.device(pair.borrower(), 1);
    Send known = Send.toRoom(pair.roomId(), "the gateway knows the room");
    ServerFrame.Ack _ = World.acked(device, known);
    Send first = Send.toRoom(pair.roomId(), "first");
    Send second = Send.toRoom(pair.roomId(), "second");

    cluster.kafka().freeze();
    refusedInTime(device, first, "outcome_unknown", "not_accepted");
    refusedInTime(device, second, "retry_in_order");
    cluster.kafka().thaw();
    ServerFrame.Ack _ = World.acked(device, first);
    ServerFrame.Ack _ = World.acked(device, second);

    assertThat(World.storedIn(device, first).seq())
        .isLessThan(World.storedIn(device, second).seq());
    judge(pair, List.of(known, first, second), List.of(lenders, device));
  }

  private static void refusedInTime(RawSession device, Send send, String... codes) {
    int from = device.received().size();
    long begin = System.nanoTime();
    device.send(send);
    RawSession.Received answer =
        device.awaitFrom(
            from,
            PATIENCE,
            frame ->
                frame instanceof ServerFrame.Failure failure && send.id().equals(failure.id()));
    assertThat(((ServerFrame.Failure) answer.frame()).code()).isIn((Object[]) codes);
    assertThat(Duration.ofNanos(answer.nanos() - begin)).isLessThan(ANSWERED);
  }

  /// Every device and the history have all of these messages and the pair's first one, each once,
  /// under the same numbers.
  private static void judge(Pair pair, List<Send> sent, List<RawSession> devices) {
    int head = 1 + sent.size();
    List<String> ids = sent.stream().map(Send::id).toList();
    for (RawSession device : devices) {
      Judge.awaitSeq(device, pair.roomId(), head, PATIENCE);
      Judge.refusedNothing(device);
    }
    List<Message> history = World.history(pair.lender(), pair.roomId());
    Judge.cameOnceAndInOrder(history, 1, head);
    assertThat(history.subList(1, head)).extracting(Message::clientMessageId).isEqualTo(ids);
    for (RawSession device : devices) {
      assertThat(Judge.messages(device, pair.roomId(), true)).isEqualTo(history.subList(1, head));
    }
  }

  /// D3, D12.
  @Test
  void aPersistenceServiceThatStandsStillUnderTrafficAndWakesBesideItsSuccessorBreaksNoOrder() {
    List<Talk> talks = world.pairs(Talk.NUMBER).stream().map(this::talk).toList();
    long start = System.nanoTime();
    List<Callable<List<Send>>> tasks = new ArrayList<>();
    talks.forEach(talk -> tasks.add(() -> talk.write(start)));
    tasks.add(() -> standStill(talks));
    List<List<Send>> sent = World.together(tasks);
    for (int i = 0; i < talks.size(); i++) {
      judge(talks.get(i).pair, sent.get(i), List.of(talks.get(i).borrowers, talks.get(i).lenders));
    }
    assertThat(talks).as("rooms of the frozen one").anyMatch(Talk::waited);
  }

  private Talk talk(Pair pair) {
    return new Talk(pair, world.device(pair.borrower(), 1), world.device(pair.lender(), 2));
  }

  /// Until the successor has stored what was accepted long after the freeze, in every room.
  private List<Send> standStill(List<Talk> talks) {
    talks.forEach(talk -> talk.awaitSeq(Talk.FROZEN_AT));
    cluster.persistenceService(0).freeze();
    talks.forEach(talk -> talk.awaitSeq(Talk.THAWED_AT));
    cluster.persistenceService(0).thaw();
    return List.of();
  }

  /// A borrower who writes without a pause, and both parties' devices.
  private record Talk(Pair pair, RawSession borrowers, RawSession lenders) {
    private static final int NUMBER = 12; // so that the frozen one surely has some of them
    private static final int PER_SECOND = 10;
    private static final int FROZEN_AT = PER_SECOND;
    private static final int THAWED_AT = 13 * PER_SECOND;
    private static final int MESSAGES = 18 * PER_SECOND;
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(10);

    List<Send> write(long start) {
      Pacer pacer = new Pacer(start, PER_SECOND);
      List<Send> sent = new ArrayList<>();
      for (int i = 1; i <= MESSAGES; i++) {
        long _ = pacer.await(i);
        sent.add(Send.toRoom(pair.roomId(), "m:" + i));
        ServerFrame.Ack _ = World.acked(borrowers, sent.getLast());
      }
      return sent;
    }

    void awaitSeq(long seq) {
      Judge.awaitSeq(lenders, pair.roomId(), seq, PATIENCE);
    }

    /// Nothing was stored for about as long as a dead node's partitions wait for another.
    boolean waited() {
      List<Long> times =
          lenders.received().stream()
              .filter(came -> came.frame() instanceof ServerFrame.Stored)
              .map(RawSession.Received::nanos)
              .toList();
      for (int i = 1; i < times.size(); i++) {
        if (times.get(i) - times.get(i - 1) > SESSION_TIMEOUT.toNanos() / 2) {
          return true;
        }
      }
      return false;
    }
  }
}
