package chat.maru.cluster.client.scenario;

import static chat.maru.cluster.client.fake.FakeChatService.ROOM;
import static chat.maru.cluster.client.scenario.Stage.CALM;
import static chat.maru.cluster.client.scenario.Stage.PAUSE;
import static chat.maru.cluster.client.scenario.Stage.TIMING;
import static chat.maru.cluster.client.scenario.Stage.since;
import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.fake.FakeGateway;
import chat.maru.cluster.client.fake.FakeSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// D6, D7: everything is shown, once and in order. D14: what is erased stays so.
interface ScreenScenarios {

  Stage stage();

  @Test
  default void whatWasStoredBeforeTheWelcomeIsFetchedAfterIt() {
    stage().client().start(TIMING);
    FakeSession session = stage().gateway().next();
    stage().stored();
    stage().stored();
    session.say(FakeGateway.welcome(CALM));
    stage().shows(2);
  }

  @Test
  default void whatComesAgainIsShownOnce() {
    FakeSession session = stage().begin();
    Message second = stage().stored();
    session.tell(second);
    session.tell(second);
    session.say("{\"type\":\"resync\"}");
    session.tell(second);
    session.tell(stage().stored());
    session.tell(second);
    stage().shows(3);
  }

  @Test
  default void whatComesAgainErasedIsErasedWhereItIsShownAndStaysSo() {
    FakeSession session = stage().begin();
    Message second = stage().stored();
    session.tell(second);
    stage().shows(2);
    stage().service().erase("other");
    session.say("{\"type\":\"resync\"}");
    stage().becomes(() -> stage().client().erased(ROOM).contains(2L), true);
    session.tell(second);
    session.tell(stage().stored());
    stage().shows(3);
    assertThat(stage().client().erased(ROOM)).contains(2L);
  }

  @Test
  default void whatComesOutOfOrderIsShownInOrder() {
    FakeSession session = stage().begin();
    stage().service().failNext(1_000, 0);
    Message second = stage().stored();
    Message third = stage().stored();
    Message fourth = stage().stored();
    session.tell(fourth);
    session.tell(third);
    session.tell(second);
    stage().shows(4);
  }

  @Test
  default void aHoleIsFetchedBeforeWhatLiesBeyondItIsShown() {
    FakeSession session = stage().begin();
    stage().stored();
    stage().stored();
    stage().service().failNext(2, 0);
    session.tell(stage().stored());
    stage().shows(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"type\":\"resync\"}", "{\"type\":\"resync\",\"roomId\":\"room\"}"})
  default void aResyncFetchesATailThatNobodyTold(String resync) {
    FakeSession session = stage().begin();
    stage().stored();
    session.say(resync);
    stage().shows(2);
  }

  @Test
  default void aCatchUpStartsFromWhatTheClientHas() {
    FakeSession session = stage().begin();
    session.tell(stage().stored());
    stage().client().read(ROOM, 2);
    session.say("{\"type\":\"read\",\"roomId\":\"room\",\"userId\":\"me\",\"seq\":2}");
    stage().shows(2);
    stage().hasRead("me", 2);
    session.drop();
    stage().stored();
    stage().gateway().nextWelcomed(CALM);
    stage().shows(3);
    stage().becomes(() -> stage().service().syncs().getLast().path(ROOM).asLong(), 2L);
  }

  @Test
  default void aCatchUpThatIsCutGoesOnUntilItHasEveryRoom() {
    stage().service().roomsPerSync(1);
    FakeSession session = stage().begin();
    session.drop();
    for (String room : new String[] {"another", ROOM, "third"}) {
      stage().service().store(room, "other", "c");
    }
    stage().gateway().nextWelcomed(CALM);
    stage().shows("another", 1);
    stage().shows(2);
    stage().shows("third", 1);
  }

  @Test
  default void aCatchUpThatFailsIsRepeatedNotBeforeItMay() {
    FakeSession session = stage().begin();
    stage().stored();
    stage().service().failNext(1, PAUSE.toMillis());
    long failed = System.nanoTime();
    session.say("{\"type\":\"resync\"}");
    stage().shows(2);
    assertThat(since(failed)).isGreaterThanOrEqualTo(PAUSE);
  }

  @Test
  default void aNewWelcomeDoesNotWaitForTheRepetitionOfAFailedCatchUp() {
    FakeSession session = stage().begin();
    stage().stored();
    int before = stage().service().syncs().size();
    stage().service().failNext(1, 60_000);
    session.say("{\"type\":\"resync\"}");
    stage().becomes(stage().service()::failing, false);
    session.drop();
    stage().gateway().nextWelcomed(CALM);
    stage().shows(2);
    assertThat(stage().service().syncs()).hasSizeGreaterThan(before);
  }
}
