package chat.maru.cluster.history;

import static chat.maru.cluster.history.Run.ANN;
import static chat.maru.cluster.history.Run.BOB;
import static chat.maru.cluster.history.Run.ROOM;
import static chat.maru.cluster.history.judge.Guarantee.D8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.cluster.history.judge.Verdict;
import chat.maru.cluster.history.judge.View;
import chat.maru.cluster.history.record.HistoryEvent.Connected;
import chat.maru.cluster.history.record.HistoryEvent.Listed;
import chat.maru.cluster.history.record.HistoryEvent.ListedRoom;
import chat.maru.cluster.history.record.HistoryEvent.ReadShown;
import chat.maru.cluster.history.record.HistoryEvent.ReadTold;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadHistoriesTest {

  @Test
  void aReadThatGoesBackOnTheScreenIsCaught() {
    Run run = Run.upTo(3).on(ANN, new ReadShown(ROOM, BOB, 2)).on(ANN, new ReadShown(ROOM, BOB, 1));
    assertCaught(run.judged(3), View.SCREENS);
  }

  @Test
  void aReadThatGoesBackLiveIsCaughtAndARepeatIsNone() {
    Run back = Run.upTo(3).on(ANN, new ReadTold(ROOM, BOB, 2)).on(ANN, new ReadTold(ROOM, BOB, 1));
    assertCaught(back.judged(3), View.FRAMES);
    Run again = Run.upTo(3).on(ANN, new ReadTold(ROOM, BOB, 2)).on(ANN, new ReadTold(ROOM, BOB, 2));
    assertThat(again.judged(3).violated()).isEmpty();
  }

  @Test
  void whatWasToldBeforeMayComeAgainOnlyAfterAReconnect() {
    Run told = Run.upTo(3).on(BOB, new ReadTold(ROOM, BOB, 1)).on(ANN, new ReadTold(ROOM, BOB, 2));
    assertCaught(told.on(ANN, new ReadTold(ROOM, BOB, 1)).judged(3), View.FRAMES);
    Run elsewhere =
        Run.upTo(3)
            .on(BOB, new ReadTold(ROOM, BOB, 1))
            .on(ANN, new ReadTold(ROOM, BOB, 2))
            .on(ANN, new Connected("gateway-2", "another session"))
            .on(ANN, new ReadTold(ROOM, BOB, 1));
    assertThat(elsewhere.judged(3).violated()).isEmpty();
  }

  @Test
  void aReadThatGoesBackFromAnswerToAnswerIsCaught() {
    Run run = Run.upTo(3).synced(0, 3, 2, 1, 2, 3).synced(0, 3, 1, 1, 2, 3);
    assertCaught(run.judged(3), View.FRAMES);
  }

  @Test
  void aReadBeyondTheHeadIsCaughtWhereverItIsSaid() {
    assertCaught(Run.upTo(3).synced(0, 3, 4, 1, 2, 3).judged(3), View.FRAMES);
    assertCaught(Run.upTo(3).on(ANN, new ReadShown(ROOM, BOB, 4)).judged(3), View.SCREENS);
    assertCaught(Run.upTo(3).head(3, 3, 4).report(), View.DATABASE);
  }

  @Test
  void aDatabaseThatEndsBehindWhatItToldOrBehindOnesOwnMessagesIsCaught() {
    Run told = Run.upTo(3).on(BOB, new ReadTold(ROOM, BOB, 3));
    assertCaught(told.head(3, 3, 2).report(), View.DATABASE);
    assertCaught(Run.upTo(3).head(3, 2, 0).report(), View.DATABASE);
  }

  @Test
  void anUnreadThatIsNotHeadMinusReadIsCaught() {
    Listed answer = new Listed(List.of(new ListedRoom(ROOM, 3, 1, 1)));
    assertCaught(Run.upTo(3).on(BOB, answer).judged(3), View.FRAMES);
  }

  private static void assertCaught(Report report, View view) {
    assertThat(report.violated()).containsExactly(D8);
    assertThat(report.verdict(D8, view)).isInstanceOf(Verdict.Violated.class);
  }
}
