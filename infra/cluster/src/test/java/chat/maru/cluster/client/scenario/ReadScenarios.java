package chat.maru.cluster.client.scenario;

import static chat.maru.cluster.client.fake.FakeChatService.ROOM;
import static chat.maru.cluster.client.scenario.Stage.CALM;
import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.fake.FakeSession;
import org.junit.jupiter.api.Test;

/// D8: read positions only grow, and nobody who was away misses one.
interface ReadScenarios {

  Stage stage();

  @Test
  default void aReadThatIsToldLateDoesNotGoBack() {
    FakeSession session = stage().begin();
    session.tell(stage().stored());
    session.tell(stage().stored());
    stage().shows(3);
    for (int seq : new int[] {2, 1, 2}) {
      session.say(read("me", seq));
    }
    session.tell(stage().stored());
    stage().shows(4);
    stage().hasRead("me", 2);
    session.say(read("me", 3));
    stage().hasRead("me", 3);
  }

  @Test
  default void whoWroteAMessageHasReadUpToIt() {
    FakeSession session = stage().begin();
    stage().hasRead("other", 1);
    Message own = stage().service().store(ROOM, "me", "from another device");
    session.tell(own);
    stage().hasRead("me", 2);
  }

  @Test
  default void aCatchUpBringsBothMembersPositions() {
    FakeSession session = stage().begin();
    session.drop();
    stage().service().store(ROOM, "me", "from another device");
    stage().stored();
    stage().service().store(ROOM, "me", "from another device");
    stage().service().reads(ROOM, "other", 4);
    stage().gateway().nextWelcomed(CALM);
    stage().hasRead("other", 4);
    stage().hasRead("me", 4);
  }

  @Test
  default void whoReadWhileNobodyWroteIsLearntAfterAnAbsence() {
    FakeSession session = stage().begin();
    session.tell(stage().service().store(ROOM, "me", "from another device"));
    stage().shows(2);
    session.drop();
    stage().service().reads(ROOM, "other", 2);
    stage().gateway().nextWelcomed(CALM);
    stage().hasRead("other", 2);
  }

  @Test
  default void theReadsOfACounterpartWhoNeverWroteAreLearnt() {
    stage().service().store(ROOM, "me", "from another device");
    stage().service().reads(ROOM, "other", 1);
    stage().client().start(Stage.TIMING);
    stage().gateway().nextWelcomed(CALM);
    stage().shows(1);
    stage().hasRead("other", 1);
  }

  @Test
  default void aReadThatTheLostLinkMayHaveLostIsToldAgain() {
    FakeSession session = stage().begin();
    stage().client().read(ROOM, 1);
    assertThat(session.hear("read").path("seq").asLong()).isEqualTo(1);
    session.drop();
    FakeSession resumed = stage().gateway().nextWelcomed(CALM);
    assertThat(resumed.hear("read").path("seq").asLong()).isEqualTo(1);
  }

  private static String read(String userId, long seq) {
    return "{\"type\":\"read\",\"roomId\":\"room\",\"userId\":\"%s\",\"seq\":%d}"
        .formatted(userId, seq);
  }
}
