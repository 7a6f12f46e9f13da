package chat.maru.cluster.client.scenario;

import static chat.maru.cluster.client.fake.FakeChatService.ROOM;
import static chat.maru.cluster.client.scenario.Stage.CALM;
import static chat.maru.cluster.client.scenario.Stage.PAUSE;
import static chat.maru.cluster.client.scenario.Stage.TIMING;
import static chat.maru.cluster.client.scenario.Stage.since;
import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.cluster.client.Timing;
import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.fake.FakeSession;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// D2, D4: one queue per room, one send in flight, the same id until it is answered.
interface SendScenarios {

  Stage stage();

  @Test
  default void theNextSendWaitsForTheAnswerToTheFirst() {
    FakeSession session = stage().begin();
    JsonNode first = sendTwo(session);
    session.ack(first);
    assertThat(session.hear("send").path("text").asString()).isEqualTo("two");
    stage().outcomes("one", "accepted");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not_accepted",
        "outcome_unknown",
        "retry_in_order",
        "rate_limited",
        "unavailable"
      })
  default void aRetryableRefusalSendsTheSameAgainAndNothingElseBefore(String code) {
    FakeSession session = stage().begin();
    JsonNode first = sendTwo(session);
    for (int refusal = 0; refusal < 3; refusal++) {
      session.refuse(first, code, true, 0);
      assertThat(session.hear("send")).isEqualTo(first);
    }
    session.ack(first);
    assertThat(session.hear("send").path("text").asString()).isEqualTo("two");
    stage().outcomes("one", "accepted");
  }

  @Test
  default void aRateLimitIsGivenTheTimeThatItAsksFor() {
    FakeSession session = stage().begin();
    stage().client().send(ROOM, "one");
    JsonNode first = session.hear("send");
    long refused = System.nanoTime();
    session.refuse(first, "rate_limited", true, PAUSE.toMillis());
    assertThat(session.hear("send")).isEqualTo(first);
    assertThat(since(refused)).isGreaterThanOrEqualTo(PAUSE);
  }

  @Test
  default void whatTheLostLinkLeftUnansweredIsSentAgainFirst() {
    FakeSession session = stage().begin();
    JsonNode first = sendTwo(session);
    session.drop();
    FakeSession resumed = stage().gateway().nextWelcomed(CALM);
    assertThat(resumed.hear("send")).isEqualTo(first);
    stage().sendsNothing(resumed);
    resumed.ack(first);
    assertThat(resumed.hear("send").path("text").asString()).isEqualTo("two");
  }

  @Test
  default void whatAConnectedGatewayLeavesUnansweredIsSentAgain() {
    Timing impatient =
        new Timing(
            TIMING.firstBackoff(),
            TIMING.mostBackoff(),
            Duration.ofMillis(200),
            TIMING.easeOff(),
            TIMING.settled());
    FakeSession session = stage().begin(impatient);
    stage().client().send(ROOM, "one");
    assertThat(session.hear("send")).isEqualTo(session.hear("send"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text_too_long", "room_not_found", "duplicate_mismatch"})
  default void aFinalRefusalFailsThatMessageAndTheNextGoesOn(String code) {
    FakeSession session = stage().begin();
    JsonNode first = sendTwo(session);
    session.refuse(first, code, false, 0);
    assertThat(session.hear("send").path("text").asString()).isEqualTo("two");
    stage().outcomes("one", "failed " + code);
  }

  @Test
  default void aMismatchFoundAfterTheAckFailsTheMessage() {
    FakeSession session = stage().begin();
    stage().client().send(ROOM, "one");
    JsonNode send = session.hear("send");
    session.ack(send);
    stage().outcomes("one", "accepted");
    session.refuse(send, "duplicate_mismatch", false, 0);
    stage().outcomes("one", "accepted", "failed duplicate_mismatch");
  }

  @Test
  default void aRefusedRepetitionDoesNotUndoTheAcceptance() {
    FakeSession session = stage().begin();
    stage().client().send(ROOM, "one");
    JsonNode send = session.hear("send");
    session.ack(send);
    session.refuse(send, "outcome_unknown", true, 0);
    session.tell(stage().stored());
    stage().shows(2);
    stage().sendsNothing(session);
    stage().outcomes("one", "accepted");
  }

  @Test
  default void onesOwnMessageIsShownAndCountsAsAcceptedWhenItComesBeforeTheAck() {
    FakeSession session = stage().begin();
    JsonNode first = sendTwo(session);
    session.tell(stage().stored(first));
    stage().shows(2);
    stage().outcomes("one", "accepted");
    stage().sendsNothing(session);
    session.ack(first);
    assertThat(session.hear("send").path("text").asString()).isEqualTo("two");
    stage().outcomes("one", "accepted");
  }

  @Test
  default void onesOwnMessageCountsAsAcceptedAlsoBeyondAHole() {
    FakeSession session = stage().begin();
    JsonNode first = sendTwo(session);
    stage().service().failNext(1_000, 0);
    stage().stored();
    session.tell(stage().stored(first));
    stage().outcomes("one", "accepted");
    stage().service().failNext(0, 0);
    stage().shows(3);
    session.ack(first);
    assertThat(session.hear("send").path("text").asString()).isEqualTo("two");
  }

  @Test
  default void onesOwnMessageThatACatchUpBringsIsAccepted() {
    FakeSession session = stage().begin();
    JsonNode first = sendTwo(session);
    stage().stored(first);
    session.say("{\"type\":\"resync\"}");
    stage().shows(2);
    stage().outcomes("one", "accepted");
    session.ack(first);
    assertThat(session.hear("send").path("text").asString()).isEqualTo("two");
  }

  /// The gateway takes nothing else to this room before it.
  @Test
  default void whatWasRefusedAndThenSeenStoredIsSentAgainBeforeTheNext() {
    FakeSession session = stage().begin();
    JsonNode first = sendTwo(session);
    session.refuse(first, "outcome_unknown", true, PAUSE.toMillis());
    session.tell(stage().stored(first));
    stage().shows(2);
    assertThat(session.hear("send").path("id")).isEqualTo(first.path("id"));
    session.refuse(first, "retry_in_order", true, 0);
    assertThat(session.hear("send").path("id")).isEqualTo(first.path("id"));
    session.ack(first);
    assertThat(session.hear("send").path("text").asString()).isEqualTo("two");
    stage().outcomes("one", "accepted");
  }

  @Test
  default void whatWasSeenStoredIsNotSentAgainOnTheNextLink() {
    FakeSession session = stage().begin();
    JsonNode first = sendTwo(session);
    session.tell(stage().stored(first));
    stage().outcomes("one", "accepted");
    session.drop();
    FakeSession resumed = stage().gateway().nextWelcomed(CALM);
    assertThat(resumed.hear("send").path("text").asString()).isEqualTo("two");
  }

  @Test
  default void theFirstMessagesOnAPostGoByItsIdUntilTheRoomIsStored() {
    stage().client().start(TIMING);
    FakeSession session = stage().gateway().nextWelcomed(CALM);
    String post = "post-of-" + ROOM;
    stage().client().sendOnPost(post, "one");
    stage().client().sendOnPost(post, "two");
    JsonNode first = session.hear("send");
    session.ack(first);
    JsonNode second = session.hear("send");
    session.ack(second);
    assertThat(second.path("postId").asString()).isEqualTo(post);
    Message stored = stage().stored(first);
    session.tell(stored);
    stage().shows(1);
    stage().client().sendOnPost(post, "three");
    assertThat(session.hear("send").path("roomId").asString()).isEqualTo(ROOM);
  }

  /// @return the first of the two, which holds the second back
  private JsonNode sendTwo(FakeSession session) {
    stage().client().send(ROOM, "one");
    stage().client().send(ROOM, "two");
    JsonNode first = session.hear("send");
    assertThat(first.path("text").asString()).isEqualTo("one");
    stage().sendsNothing(session);
    return first;
  }
}
