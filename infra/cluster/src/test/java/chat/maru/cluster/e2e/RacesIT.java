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
import chat.maru.contract.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// D1, D2, D4: a gateway that dies or a broker that stands still between a send and its answer, and
/// the retry, end in one message each and one order.
@WithCluster(persistenceServices = 2)
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
class RacesIT extends HurtCluster {
  private static final int ATTEMPTS = 20;
  private static final Duration APPENDED = Duration.ofSeconds(1);
  private static final Duration ANSWERED = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  RacesIT(LocalCluster cluster) {
    super(cluster);
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

    Judge.oneOrder(pair, sent, List.of(lenders, other), PATIENCE);
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
    List<Send> sent = sends(pair);
    ServerFrame.Ack _ = World.acked(device, sent.get(0));

    cluster.kafka().freeze();
    refusedInTime(device, sent.get(1), "outcome_unknown", "not_accepted");
    refusedInTime(device, sent.get(2), "retry_in_order");
    repeatedAcrossTheThaw(device, sent.get(1));
    ServerFrame.Ack _ = World.acked(device, sent.get(2));
    ServerFrame.Ack _ = World.acked(device, sent.get(3));

    Judge.oneOrder(pair, sent, List.of(lenders, device), PATIENCE);
  }

  /// D1, D2, D4. What the first gateway gave up may reach the log after what the other one sends.
  @Test
  void aSendInFlightWhileKafkaStandsStillIsOneMessageAfterTheRetryOnTheOtherNode() {
    Pair pair = world.pair();
    RawSession lenders = world.device(pair.lender(), 2);
    RawSession left = world.device(pair.borrower(), 1);
    RawSession device = world.device(pair.borrower(), 2);
    List<Send> sent = sends(pair);
    ServerFrame.Ack _ = World.acked(left, sent.get(0));

    cluster.kafka().freeze();
    refusedInTime(left, sent.get(1), "outcome_unknown", "not_accepted");
    left.close();
    refusedInTime(device, sent.get(1), "outcome_unknown", "not_accepted");
    repeatedAcrossTheThaw(device, sent.get(1));
    ServerFrame.Ack _ = World.acked(device, sent.get(2));
    ServerFrame.Ack _ = World.acked(device, sent.get(3));

    Judge.oneOrder(pair, sent, List.of(lenders, device), PATIENCE);
  }

  private static List<Send> sends(Pair pair) {
    return Stream.of("the gateway knows the room", "first", "second", "third")
        .map(text -> Send.toRoom(pair.roomId(), text))
        .toList();
  }

  /// Once while Kafka still stands still, and until it is acked after that.
  private void repeatedAcrossTheThaw(RawSession device, Send send) {
    device.send(send);
    device.ping();
    cluster.kafka().thaw();
    ServerFrame.Ack _ = World.acked(device, send);
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
}
