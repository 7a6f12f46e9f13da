package chat.maru.cluster.history;

import static chat.maru.cluster.history.Run.ANN;
import static chat.maru.cluster.history.Run.BOB;
import static chat.maru.cluster.history.Run.ROOM;
import static chat.maru.cluster.history.Run.digest;
import static chat.maru.cluster.history.Run.message;
import static chat.maru.cluster.history.judge.Guarantee.D1;
import static chat.maru.cluster.history.judge.Guarantee.D2;
import static chat.maru.cluster.history.judge.Guarantee.D3;
import static chat.maru.cluster.history.judge.Guarantee.D4;
import static chat.maru.cluster.history.judge.Guarantee.D5;
import static chat.maru.cluster.history.judge.Guarantee.D7;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import chat.maru.cluster.history.judge.Guarantee;
import chat.maru.cluster.history.judge.Verdict;
import chat.maru.cluster.history.judge.View;
import chat.maru.cluster.history.record.HistoryEvent.Acked;
import chat.maru.cluster.history.record.HistoryEvent.Disconnected;
import chat.maru.cluster.history.record.HistoryEvent.Listed;
import chat.maru.cluster.history.record.HistoryEvent.ListedRoom;
import chat.maru.cluster.history.record.HistoryEvent.ReadAnnounced;
import chat.maru.cluster.history.record.HistoryEvent.ReadShown;
import chat.maru.cluster.history.record.HistoryEvent.ReadTold;
import chat.maru.cluster.history.record.HistoryEvent.Received;
import chat.maru.cluster.history.record.HistoryEvent.Refused;
import chat.maru.cluster.history.record.HistoryEvent.Resync;
import chat.maru.cluster.history.record.HistoryEvent.Shown;
import chat.maru.cluster.history.record.MessageCopy;
import chat.maru.cluster.history.record.Recorded;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryCheckerTest {

  @Test
  void aGoodHistoryHoldsInEveryView() {
    Report report =
        Run.upTo(3)
            .synced(0, 3, 1, 1, 2, 3)
            .on(BOB, new Received(message(3))) // told again
            .on(BOB, new ReadTold(ROOM, BOB, 3))
            .on(BOB, new ReadShown(ROOM, BOB, 3))
            .on(BOB, new Listed(List.of(new ListedRoom(ROOM, 3, 3, 0))))
            .announced(1)
            .announced(2)
            .announced(3)
            .stream(new ReadAnnounced(ROOM, BOB, 3))
            .streamEnds()
            .judged(3);
    assertThat(report.judgements())
        .hasSize(Guarantee.values().length)
        .allSatisfy(judgement ->
            assertThat(judgement.verdicts().values())
                .as(judgement.guarantee().words())
                .hasOnlyElementsOfType(Verdict.Holds.class));
    assertThat(report.verdict(D1)).isEqualTo(new Verdict.Holds(3 + 6 + 6));
    assertThat(report.allHold()).isTrue();
  }

  @Test
  void whatWasAckedAndIsNotStoredIsALostAck() {
    Report report = Run.upTo(2).sent(3).acked(3).judged(2);
    assertThat(report.violated()).containsExactly(D1);
    assertThat(report.table())
        .contains("acked and not stored", "Acked[id=c3, roomId=room, messageId=m3]");
  }

  @Test
  void oneClientIdInTwoRowsIsADuplicate() {
    MessageCopy again =
        new MessageCopy(ROOM, 3, "m3", ANN, "c2", digest("text 2"), Instant.ofEpochMilli(2));
    Run run = Run.upTo(2).stored(again).reaches(ANN, again).reaches(BOB, again);
    assertThat(run.judged(3).violated()).containsExactly(D2);
  }

  @Test
  void aCopyThatDiffersFromTheRowIsAnotherMessage() {
    MessageCopy later =
        new MessageCopy(ROOM, 2, "m2", ANN, "c2", digest("text 2"), Instant.ofEpochMilli(9));
    Report report = Run.upTo(2).on(BOB, new Received(later)).judged(2);
    assertThat(report.violated()).containsExactly(D2);
    assertThat(report.verdict(D2, View.SCREENS)).isInstanceOf(Verdict.Holds.class);
  }

  @Test
  void anAckOfAnotherMessageThanTheStoredOneIsCaught() {
    Report report = Run.upTo(2).on(ANN, new Acked("c2", ROOM, "m1")).judged(2);
    assertThat(report.violated()).containsExactly(D2);
  }

  @Test
  void twoTextsUnderOneIdAreRightOnlyIfOneWasRefused() {
    Run run = Run.upTo(2).sent(ANN, 2, "another text");
    assertThat(run.on(ANN, new Refused("c2", "duplicate_mismatch", false)).judged(2).violated())
        .isEmpty();
    assertThat(Run.upTo(2).sent(ANN, 2, "another text").judged(2).violated()).containsExactly(D2);
  }

  @Test
  void aTextThatNobodySentIsCaught() {
    Run run = new Run().sent(ANN, 1, "another text").stored(message(1));
    run.reaches(ANN, message(1)).reaches(BOB, message(1)).on(ANN, new Disconnected(1006));
    assertThat(run.ends(BOB).head(1, 1, 0).report().violated()).containsExactly(D2);
  }

  @Test
  void oneSeqTwiceInTheDatabaseIsCaught() {
    Report report = Run.upTo(2).sent(3).stored(message(3, 2)).judged(2);
    assertThat(report.verdict(D3, View.DATABASE)).isInstanceOf(Verdict.Violated.class);
    assertThat(report.violated()).contains(D3).doesNotContain(D1, D2, D5, D7);
  }

  @Test
  void aHoleInTheDatabaseAndAHeadBeyondItsRowsAreCaught() {
    MessageCopy beyond = message(2, 3);
    Run run = Run.upTo(1).stored(beyond).reaches(ANN, beyond);
    assertThat(run.head(3, 3, 0).report().verdict(D3, View.DATABASE))
        .isInstanceOf(Verdict.Violated.class);
    assertThat(Run.upTo(2).head(3, 3, 0).report().verdict(D3, View.DATABASE))
        .isInstanceOf(Verdict.Violated.class);
  }

  @Test
  void aMessageThatTheDatabaseDoesNotHaveMustNotBeShown() {
    Report report = Run.upTo(2).reaches(BOB, message(3)).judged(2);
    assertThat(report.violated()).containsExactly(D3);
  }

  @Test
  void whatIsStoredInAnotherOrderThanItWasSentIsAReorder() {
    Run run = new Run().sent(1).sent(2).acked(1).acked(2);
    for (MessageCopy message : List.of(message(2, 1), message(1, 2))) {
      run.stored(message).reaches(ANN, message).reaches(BOB, message);
    }
    assertThat(run.judged(2).violated()).containsExactly(D4);
  }

  @Test
  void aRepeatKeepsThePlaceOfItsFirstSend() {
    Run run = new Run().sent(1).sent(2).sent(1);
    assertThat(run.goesWell(1).goesWell(2).judged(2).violated()).isEmpty();
  }

  @Test
  void whatTwoDevicesSentUnderOneIdSaysNothingAboutTheOrderOfOne() {
    Run run = new Run().begins("ann-2", ANN).sent("ann-2", 2, "text 2").sent("ann-2", 1, "text 1");
    assertThat(run.goesWell(1).goesWell(2).judged(2).violated()).isEmpty();
  }

  @Test
  void aHoleThatADeviceWasNotToldOfIsASilentGap() {
    Run run = Run.upTo(1).sent(2).stored(message(2)).reaches(ANN, message(2)).goesWell(3);
    Report report = run.judged(3);
    assertThat(report.violated()).containsExactly(D5);
    assertThat(report.table()).contains("bob lacks 2 of room room, which goes to 3");
  }

  @Test
  void aMissingLastMessageIsATailLossAndIfItWasAckedABrokenPromise() {
    Run unacked = Run.upTo(2).sent(3).stored(message(3)).reaches(ANN, message(3));
    assertThat(unacked.judged(3).violated()).containsExactly(D5);
    Run acked = Run.upTo(2).sent(3).acked(3).stored(message(3)).reaches(ANN, message(3));
    assertThat(acked.judged(3).violated()).containsExactly(D1, D5);
  }

  @Test
  void framesAndScreensAreJudgedApart() {
    Run run = Run.upTo(2).sent(3).acked(3).stored(message(3)).reaches(ANN, message(3));
    Report report = run.on(BOB, new Received(message(3))).judged(3);
    assertThat(report.verdict(D5, View.FRAMES)).isInstanceOf(Verdict.Holds.class);
    assertThat(report.verdict(D5, View.SCREENS)).isInstanceOf(Verdict.Violated.class);
    assertThat(report.verdict(D1, View.FRAMES)).isInstanceOf(Verdict.Holds.class);
    assertThat(report.verdict(D1, View.SCREENS)).isInstanceOf(Verdict.Violated.class);
  }

  @Test
  void aDeviceThatWasKilledOrToldOfALossOwesNoTail() {
    Run killed = Run.upTo(2).sent(3).acked(3).stored(message(3)).reaches(ANN, message(3));
    assertThat(killed.ends(ANN).head(3, 3, 3).report().allHold()).isFalse();
    assertThat(killed.report().violated()).isEmpty();
    Run told = Run.upTo(2).sent(3).acked(3).stored(message(3)).reaches(ANN, message(3));
    told.ends(ANN).ends(BOB).on(BOB, new Resync(null)).head(3, 3, 3);
    assertThat(told.report().violated()).isEmpty();
  }

  @Test
  void aHoleOnTheScreenOfAKilledDeviceIsStillAGap() {
    Run run = Run.upTo(1).stored(message(2)).reaches(ANN, message(2)).goesWell(3);
    Report report = run.ends(ANN).head(3, 3, 0).report();
    assertThat(report.violated()).containsExactly(D5);
    assertThat(report.verdict(D5, View.FRAMES)).isInstanceOf(Verdict.Holds.class);
  }

  @Test
  void aMessageShownTwiceOrLateIsCaught() {
    assertThat(Run.upTo(2).on(BOB, new Shown(message(2))).judged(2).violated()).containsExactly(D7);
    Run late = Run.upTo(1).goesWell(3).stored(message(2)).reaches(ANN, message(2));
    assertThat(late.reaches(BOB, message(2)).judged(3).violated()).containsExactly(D7);
  }

  @Test
  void withoutADatabaseOrADeviceThatEndedNothingIsProved() {
    Report report = Run.upTo(2).ends(ANN).ends(BOB).report();
    assertThat(report.verdict(D1))
        .isEqualTo(new Verdict.Inconclusive("the database was not recorded"));
    assertThat(report.verdict(D7)).isEqualTo(new Verdict.Holds(4));
    assertThat(Run.upTo(2).head(2, 2, 0).report().verdict(D5))
        .isEqualTo(new Verdict.Inconclusive("no device was connected and caught up at its end"));
  }

  @Test
  void aClientWithoutItsBeginningIsAnError() {
    List<Recorded> headless = new Run().entries().subList(1, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HistoryChecker.check(headless))
        .withMessageContaining("expected: first of all `began`");
  }
}
