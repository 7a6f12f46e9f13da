package chat.maru.cluster.client.scenario;

import static chat.maru.cluster.client.fake.FakeChatService.ROOM;
import static chat.maru.cluster.client.scenario.Stage.CALM;
import static chat.maru.cluster.client.scenario.Stage.PAUSE;
import static chat.maru.cluster.client.scenario.Stage.TIMING;
import static chat.maru.cluster.client.scenario.Stage.since;
import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.cluster.client.fake.FakeGateway;
import chat.maru.cluster.client.fake.FakeSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// When a client comes back, when it doesn't, and that nothing is missing then.
interface LinkScenarios {

  Stage stage();

  @Test
  default void afterALossItComesBackAndFetchesWhatWasStoredMeanwhile() {
    FakeSession session = stage().begin();
    session.drop();
    stage().stored();
    stage().stored();
    stage().gateway().nextWelcomed(CALM);
    stage().shows(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1001, 1012, 4400, 4408, 4413, 4429})
  default void everyCloseButAForbiddingOneMeansResume(int code) {
    FakeSession session = stage().begin();
    stage().stored();
    session.end(code);
    stage().gateway().nextWelcomed(CALM);
    stage().shows(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {4400, 4413, 4429})
  default void aCloseThatWasItsOwnDoingMakesItEaseOff(int code) {
    FakeSession session = stage().begin();
    long closed = System.nanoTime();
    session.end(code);
    stage().gateway().next();
    assertThat(since(closed)).isGreaterThanOrEqualTo(PAUSE);
  }

  @Test
  default void itComesBackFromADrainAtTheTimeThatItWasGiven() {
    FakeSession session = stage().begin();
    long told = System.nanoTime();
    session.say("{\"type\":\"goaway\",\"reconnectAfterMs\":" + PAUSE.toMillis() + "}");
    session.end(1012);
    stage().gateway().nextWelcomed(CALM);
    assertThat(since(told)).isGreaterThanOrEqualTo(PAUSE);
  }

  @Test
  default void aDrainingGatewayThatDoesNotCloseIsLeft() {
    FakeSession session = stage().begin();
    session.say("{\"type\":\"goaway\",\"reconnectAfterMs\":50}");
    stage().gateway().nextWelcomed(CALM);
  }

  @Test
  default void aMessageGivenDuringADrainGoesOutOnTheNextGateway() {
    FakeSession session = stage().begin();
    session.say("{\"type\":\"goaway\",\"reconnectAfterMs\":" + PAUSE.toMillis() + "}");
    stage().client().send(ROOM, "one");
    FakeSession next = stage().gateway().nextWelcomed(CALM);
    assertThat(next.hear("send").path("text").asString()).isEqualTo("one");
  }

  @Test
  default void silenceForTwoHeartbeatsIsADeadLink() {
    stage().stored();
    stage().client().start(TIMING);
    FakeSession silent = stage().gateway().nextWelcomed(1);
    silent.hear("ping");
    stage().stored();
    stage().gateway().nextWelcomed(CALM);
    stage().shows(2);
  }

  @Test
  default void anAnsweredPingKeepsTheLink() {
    stage().client().start(TIMING);
    FakeSession session = stage().gateway().nextWelcomed(1);
    for (int beat = 0; beat < 3; beat++) {
      session.hear("ping");
      session.say("{\"type\":\"pong\"}");
    }
    assertThat(stage().gateway().hasMore()).isFalse();
  }

  @Test
  default void signInAgainMeansAFreshToken() {
    FakeSession session = stage().begin();
    session.end(4401);
    stage().gateway().nextWelcomed(CALM);
    assertThat(stage().service().ticketTokens()).containsExactly("token-1", "token-2");
  }

  @Test
  default void aForbiddenClientGivesUp() {
    FakeSession session = stage().begin();
    session.end(4403);
    stage().becomes(stage().client()::gaveUp, true);
    assertThat(stage().service().ticketTokens()).hasSize(1);
  }

  @Test
  default void aWelcomeInTheSameBreathAsTheOpeningIsHeard() {
    stage().stored();
    stage()
        .gateway()
        .greet(
            FakeGateway.welcome(CALM),
            "{\"type\":\"read\",\"roomId\":\"room\",\"userId\":\"other\",\"seq\":1}");
    stage().client().start(TIMING);
    stage().gateway().next();
    stage().shows(1);
    stage().hasRead("other", 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"of-tomorrow\",\"roomId\":\"room\"}",
        "{\"type\":\"pong\",\"more\":{\"than\":\"known\"}}",
        "{\"no\":\"type\"}",
        "not JSON",
        "[]"
      })
  default void whatItDoesNotKnowIsIgnored(String text) {
    FakeSession session = stage().begin();
    session.say(text);
    session.tell(stage().stored());
    stage().shows(2);
    stage().sendsNothing(session);
    assertThat(stage().gateway().hasMore()).isFalse();
  }
}
