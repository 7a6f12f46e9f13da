package chat.maru.cluster.client.room;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.wire.ClientFrame.Send;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SendQueueTest {
  private static final Outgoing ONE = new Outgoing("1", "one");
  private static final Outgoing TWO = new Outgoing("2", "two");
  private static final Duration PATIENCE = Duration.ofSeconds(6);
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);

  private final SendQueue queue =
      new SendQueue(
          new Place.OnPost("post"),
          new Backoff(FIRST_BACKOFF, Duration.ofSeconds(5), new Random(1)),
          PATIENCE,
          0);

  @BeforeEach
  void connect() {
    assertThat(queue.connected(0)).isEmpty();
  }

  @Test
  void theNextIsSentOnlyWhenTheFirstWasAnswered() {
    assertThat(queue.add(ONE, 1)).containsExactly(onPost(ONE));
    assertThat(queue.add(TWO, 2)).isEmpty();
    assertThat(queue.acked("1", "m1", 3)).containsExactly(accepted("1"), onPost(TWO));
    assertThat(queue.acked("2", "m2", 4)).containsExactly(accepted("2"));
    assertThat(queue.nextTick()).isEmpty();
  }

  @Test
  void aRetryableRefusalSendsTheSameAgainLaterAndNothingElseBefore() {
    queue.add(ONE, 0);
    queue.add(TWO, 0);
    queue.postponed("1", Duration.ofSeconds(1), 0);
    assertThat(queue.tick(Duration.ofSeconds(1).toNanos())).isEmpty();
    assertThat(queue.tick(Duration.ofSeconds(1).plus(FIRST_BACKOFF).toNanos() + 1))
        .containsExactly(onPost(ONE));
  }

  @Test
  void aRefusalForGoodFailsThatMessageAndTheNextGoesOn() {
    queue.add(ONE, 0);
    queue.add(TWO, 0);
    assertThat(queue.failed("1", "text_too_long", 1))
        .containsExactly(new Step.Failed("1", "text_too_long"), onPost(TWO));
  }

  @Test
  void aReconnectSendsWhatIsUnansweredUnderTheSameId() {
    queue.add(ONE, 0);
    queue.disconnected();
    assertThat(queue.add(TWO, 1)).isEmpty();
    assertThat(queue.tick(Duration.ofHours(1).toNanos())).isEmpty();
    assertThat(queue.connected(2)).containsExactly(onPost(ONE));
  }

  @Test
  void silenceOfAConnectedGatewaySendsTheSameAgain() {
    queue.add(ONE, 0);
    assertThat(queue.nextTick()).hasValue(PATIENCE.toNanos());
    assertThat(queue.tick(PATIENCE.toNanos() - 1)).isEmpty();
    assertThat(queue.tick(PATIENCE.toNanos())).containsExactly(onPost(ONE));
  }

  @Test
  void anAcceptedFirstMessageDoesNotYetNameItsRoomAStoredOneDoes() {
    queue.add(ONE, 0);
    queue.add(TWO, 0);
    assertThat(queue.acked("1", "m1", 1)).containsExactly(accepted("1"), onPost(TWO));
    queue.stored(message("1"), true, 2);
    Outgoing three = new Outgoing("3", "three");
    queue.add(three, 3);
    assertThat(queue.acked("2", "m2", 4)).containsExactly(accepted("2"), inRoom(three));
  }

  @Test
  void onesOwnStoredMessageIsAcceptedAtOnceAndTheNextWaitsForTheAckAllTheSame() {
    queue.add(ONE, 0);
    queue.add(TWO, 0);
    assertThat(queue.stored(message("1"), true, 1)).containsExactly(accepted("1"));
    assertThat(queue.stored(message("1"), true, 2)).isEmpty();
    assertThat(queue.acked("1", "m1", 3)).containsExactly(inRoom(TWO));
  }

  @Test
  void whatWasRefusedAndThenSeenStoredIsSentAgainForItsGatewayWaitsForIt() {
    queue.add(ONE, 0);
    queue.add(TWO, 0);
    queue.postponed("1", Duration.ZERO, 0);
    assertThat(queue.stored(message("1"), true, 1)).containsExactly(accepted("1"));
    assertThat(queue.tick(FIRST_BACKOFF.toNanos() + 1)).containsExactly(inRoom(ONE));
    assertThat(queue.acked("1", "m1", FIRST_BACKOFF.toNanos() + 2)).containsExactly(inRoom(TWO));
  }

  @Test
  void theLinksEndLeavesNothingToWaitForOfWhatWasSeenStored() {
    queue.add(ONE, 0);
    queue.add(TWO, 0);
    queue.stored(message("1"), true, 1);
    queue.disconnected();
    assertThat(queue.size()).isEqualTo(1);
    assertThat(queue.connected(2)).containsExactly(inRoom(TWO));
  }

  @Test
  void whatIsSeenStoredWithoutALinkIsDone() {
    queue.add(ONE, 0);
    queue.disconnected();
    assertThat(queue.stored(message("1"), true, 1)).containsExactly(accepted("1"));
    assertThat(queue.size()).isZero();
  }

  @Test
  void aMismatchStillFailsWhatWasSeenStored() {
    queue.add(ONE, 0);
    queue.add(TWO, 0);
    queue.stored(message("1"), true, 1);
    assertThat(queue.failed("1", "duplicate_mismatch", 2))
        .containsExactly(new Step.Failed("1", "duplicate_mismatch"), inRoom(TWO));
  }

  @Test
  void anothersMessageUnderTheSameClientIdAnswersNothing() {
    queue.add(ONE, 0);
    assertThat(queue.stored(message("1"), false, 1)).isEmpty();
    assertThat(queue.size()).isEqualTo(1);
  }

  @Test
  void aMismatchToldAfterTheAckIsStillTold() {
    queue.add(ONE, 0);
    queue.acked("1", "m1", 1);
    assertThat(queue.failed("1", "duplicate_mismatch", 2))
        .isEqualTo(List.of(new Step.Failed("1", "duplicate_mismatch")));
  }

  private static Step onPost(Outgoing message) {
    return new Step.Transmit(new Send(message.id(), null, "post", message.text()));
  }

  private static Step inRoom(Outgoing message) {
    return new Step.Transmit(new Send(message.id(), "room", null, message.text()));
  }

  private static Step accepted(String id) {
    return new Step.Accepted(id, "m" + id);
  }

  private static Message message(String id) {
    return new Message("room", "m" + id, 1, "me", id, "text", Instant.EPOCH, null);
  }
}
