package chat.maru.cluster.history;

import static chat.maru.cluster.history.Run.ANN;
import static chat.maru.cluster.history.Run.BOB;
import static chat.maru.cluster.history.Run.message;
import static chat.maru.cluster.history.judge.Guarantee.D5;
import static chat.maru.cluster.history.judge.Guarantee.D6;
import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.cluster.history.record.HistoryEvent.Shown;
import org.junit.jupiter.api.Test;

class CatchUpHistoriesTest {

  @Test
  void wholePagesInBothDirectionsHold() {
    Run run = Run.upTo(4).fetched(null, null, 4, true, 3, 4).fetched(3L, null, 4, false, 1, 2);
    run.fetched(null, 0L, 4, true, 1, 2).fetched(null, 2L, 4, false, 3, 4);
    assertThat(run.fetched(null, 4L, 4, false).judged(4).violated()).isEmpty();
  }

  @Test
  void aHoleInAPageIsCaught() {
    assertCaught(Run.upTo(3).fetched(null, 0L, 3, false, 1, 3));
  }

  @Test
  void aPageThatDoesNotBeginWhereItWasAskedToIsCaught() {
    assertCaught(Run.upTo(3).fetched(null, 0L, 3, false, 2, 3));
    assertCaught(Run.upTo(3).fetched(3L, null, 3, false, 1));
  }

  @Test
  void aPageThatSaysThatItWasTheLastBeforeTheHeadIsCaught() {
    assertCaught(Run.upTo(3).fetched(null, 0L, 3, false, 1, 2));
    assertCaught(Run.upTo(3).fetched(null, 0L, 3, false));
  }

  @Test
  void aPageBeyondItsOwnHeadOrOutOfOrderIsCaught() {
    assertCaught(Run.upTo(3).fetched(null, 0L, 2, false, 1, 2, 3));
    assertCaught(Run.upTo(3).fetched(null, 0L, 3, false, 2, 1, 3));
  }

  @Test
  void aHoleInAnAnswerToSyncIsCaught() {
    assertCaught(Run.upTo(3).synced(1, 3, 1, 3));
    assertCaught(Run.upTo(3).synced(1, 3, 1));
  }

  @Test
  void aHoleBetweenWhatWasFetchedAndWhatCameLiveIsCaught() {
    Run run = new Run().synced(0, 1, 0, 1).goesWell(1).stored(message(2)).reaches(ANN, message(2));
    assertThat(run.goesWell(3).judged(3).violated()).containsExactly(D5, D6);
  }

  @Test
  void aHoleFilledLaterIsNone() {
    Run run = new Run().synced(0, 1, 0, 1).goesWell(1).stored(message(2)).reaches(ANN, message(2));
    run.fetched(null, 1L, 3, false, 2, 3).on(BOB, new Shown(message(2))).goesWell(3);
    assertThat(run.judged(3).violated()).isEmpty();
  }

  private static void assertCaught(Run run) {
    assertThat(run.judged(3).violated()).containsExactly(D6);
  }
}
