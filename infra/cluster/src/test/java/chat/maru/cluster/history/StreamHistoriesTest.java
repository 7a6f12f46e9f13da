package chat.maru.cluster.history;

import static chat.maru.cluster.history.Run.ANN;
import static chat.maru.cluster.history.Run.BOB;
import static chat.maru.cluster.history.Run.ROOM;
import static chat.maru.cluster.history.Run.message;
import static chat.maru.cluster.history.judge.Guarantee.D12;
import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.cluster.history.judge.Verdict;
import chat.maru.cluster.history.record.HistoryEvent.Announced;
import chat.maru.cluster.history.record.HistoryEvent.ReadAnnounced;
import org.junit.jupiter.api.Test;

/// D12 in histories of the public stream. Bob has read all that there is.
class StreamHistoriesTest {

  @Test
  void aMessageThatIsStoredAndNeverToldIsCaught() {
    assertCaught(Run.upTo(2).announced(1).stream(read(2)), "stored and not told");
  }

  @Test
  void aMessageThatIsToldBeforeTheOneBeforeItIsCaught() {
    assertCaught(
        Run.upTo(2).announced(2).announced(1).announced(2).stream(read(2)),
        "told as the next message of its room instead of 1");
  }

  @Test
  void whatIsToldOnceMoreAfterOthersIsARepeat() {
    Run run = Run.upTo(2).announced(1).announced(2).announced(1).stream(read(2));
    assertThat(run.streamEnds().judged(2).verdict(D12)).isInstanceOf(Verdict.Holds.class);
  }

  @Test
  void aRepeatUnderAnotherIdIsCaught() {
    Announced again = new Announced("another id", message(2));
    assertCaught(
        Run.upTo(2).announced(1).announced(2).stream(again).stream(read(2)),
        "told otherwise than before");
  }

  @Test
  void aNumberThatTheDatabaseDoesNotKnowIsCaught() {
    Run run = Run.upTo(1).announced(1).announced(message(2, 3)).stored(message(2)).stream(read(2));
    run.reaches(ANN, message(2)).reaches(BOB, message(2));
    assertCaught(run, "told otherwise than it is stored");
  }

  @Test
  void aReadPositionThatIsNeverToldIsCaughtButForOnesOwnMessages() {
    assertCaught(Run.upTo(2).announced(1).announced(2).stream(read(1)), "told only up to 1");
  }

  @Test
  void aStreamThatIsCutOffProvesNothingAndOneThatWasNotRecordedIsNotAskedFor() {
    Run run = Run.upTo(1).announced(1).stream(read(1));
    assertThat(run.judged(1).verdict(D12))
        .isEqualTo(new Verdict.Inconclusive("the public stream was not read to its end"));
    assertThat(Run.upTo(1).judged(1).judged(D12)).isFalse();
  }

  private static ReadAnnounced read(long seq) {
    return new ReadAnnounced(ROOM, BOB, seq);
  }

  private static void assertCaught(Run run, String what) {
    Report report = run.streamEnds().judged(2);
    assertThat(report.violated()).containsExactly(D12);
    assertThat(report.table()).contains(what);
  }
}
