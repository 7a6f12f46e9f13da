package chat.maru.cluster.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.maru.cluster.load.RoomOrder.Verdict;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeasuringTest {

  @Test
  void latencyCountsFromTheIntendedSendTimeSoThatAStallShows() {
    Tally tally = new Tally(0, 1, 3);
    Pacer pacer = new Pacer(0, 1000);
    tally.begin(pacer);
    long stalled = TimeUnit.SECONDS.toNanos(1);
    tally.received(1, stalled);
    tally.received(2, stalled);
    assertThat(tally.toReceipt().max()).isBetween(999.0, 1000.0);
    assertThat(tally.toReceipt().count()).isEqualTo(2);
  }

  @Test
  void lostRepeatedAndUnansweredAreToldApart() {
    Tally tally = new Tally(0, 1, 5);
    tally.acked(MessageNumber.id(9, 1), 0);
    tally.acked(MessageNumber.id(9, 2), 0);
    tally.acked(MessageNumber.id(9, 3), 0);
    tally.received(2, 0);
    tally.received(3, 0);
    tally.received(3, 0);
    assertThat(tally.lost()).isEqualTo(1);
    assertThat(tally.repeated()).isEqualTo(1);
    assertThat(tally.unacked()).isEqualTo(1);
    assertThat(tally.complete()).isFalse();
  }

  @Test
  void preparationAndWarmUpAreNotTimed() {
    Tally tally = new Tally(0, 2, 3);
    tally.acked(MessageNumber.id(9, 0), 5);
    tally.acked(MessageNumber.id(9, 1), 5);
    tally.acked(MessageNumber.id(9, 2), 5);
    assertThat(tally.toAck().count()).isEqualTo(1);
    assertThat(tally.unacked()).isZero();
  }

  @Test
  void eachStepCountsItsOwnMessagesAndNoStragglersOfTheOneBefore() {
    Tally tally = new Tally(100, 1, 3);
    tally.begin(new Pacer(0, 1000));
    tally.received(100, TimeUnit.SECONDS.toNanos(1));
    tally.received(101, TimeUnit.MILLISECONDS.toNanos(4));
    assertThat(tally.delivered()).isEqualTo(1);
    assertThat(tally.toReceipt().max()).isBetween(2.99, 3.01);
  }

  @Test
  void whatIsRefusedForNowGoesAgainInOrderAndNewMessagesWaitBehindIt() throws Exception {
    BlockingQueue<String> sent = new LinkedBlockingQueue<>();
    Unanswered unanswered = new Unanswered(sent::add);
    unanswered.send("1", "one");
    unanswered.send("2", "two");
    unanswered.refused("1", "not_accepted", 100);
    unanswered.send("3", "three");
    unanswered.refused("2", "retry_in_order", 100);
    assertThat(next(2, sent)).containsExactly("one", "two");
    assertThat(next(1, sent)).containsExactly("one");
    unanswered.answered("1");
    assertThat(next(2, sent)).containsExactly("two", "three");

    unanswered.refused("2", "text_too_long", -1);
    unanswered.refused("3", "outcome_unknown", 100);
    assertThat(next(1, sent)).containsExactly("three");
    assertThat(sent).isEmpty();
  }

  private static List<String> next(int count, BlockingQueue<String> sent) throws Exception {
    List<String> next = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      next.add(sent.poll(10, TimeUnit.SECONDS));
    }
    return next;
  }

  @Test
  void roomOrderSeesRepeatsGapsAndSwaps() {
    RoomOrder order = new RoomOrder();
    assertThat(order.judge(4, true, 10)).isEqualTo(Verdict.NEXT);
    assertThat(order.judge(5, false, 11)).isEqualTo(Verdict.NEXT);
    assertThat(order.judge(5, false, 11)).isEqualTo(Verdict.REPEATED);
    assertThat(order.judge(7, true, 12)).isEqualTo(Verdict.GAP);
    assertThat(order.judge(6, false, 13)).isEqualTo(Verdict.REORDERED);
    assertThat(order.judge(8, true, 11)).isEqualTo(Verdict.REORDERED);
  }

  @Test
  void aMessageNumberSurvivesItsId() {
    String id = MessageNumber.id(-1, 123_456_789);
    assertThat(id).hasSize(36);
    assertThat(MessageNumber.of(id)).isEqualTo(123_456_789);
  }

  @Test
  void fieldsAreReadOutOfAFrame() {
    String frame = "{\"type\":\"message\",\"seq\":42,\"roomId\":\"r\"}";
    assertThat(FrameText.field(frame, "type")).isEqualTo("message");
    assertThat(FrameText.number(frame, "seq")).isEqualTo(42);
    assertThat(FrameText.field(frame, "roomId")).isEqualTo("r");
    assertThat(FrameText.field(frame, "id")).isEmpty();
    assertThat(FrameText.number(frame, "id")).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DefNew     total 39296K, used 21049K [0x0) | 21049",
        "garbage-first heap   total reserved 262144K, committed 65536K, used 12288K [0x0) | 12288",
        "PSYoungGen      total 37888K, used 655K [0x0) | 655"
      })
  void liveHeapIsReadAsEachCollectorPrintsIt(String line, long kilobytes) {
    String info = "123:\n " + line + "\n  eden space 1K, 53% used [0x0)\n Metaspace  used 9K\n";
    assertThat(LiveHeap.usedIn(info)).isEqualTo(kilobytes * 1024);
  }

  @Test
  void theCpuTimeOfThisVeryProcessGrows() {
    Map<String, Long> self = Map.of("self", ProcessHandle.current().pid());
    long before = ProcessFigures.cpuMicros(self).get("self");
    assertThat(before).isPositive();
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    assertThat(ProcessFigures.cpuMicros(self).get("self")).isGreaterThan(before);
    assertThat(ProcessFigures.pssBytes(ProcessHandle.current().pid())).isPositive();
  }

  @Test
  void aComparisonTellsTheMedianAndTheSpreadOfTheDifferencesWithinARound() {
    Iterator<Integer> ones = List.of(100, 300, 200).iterator();
    Iterator<Integer> others = List.of(110, 330, 190).iterator();
    ComparisonFigures figures = Comparison.of(3, () -> run(ones.next()), () -> run(others.next()));
    assertThat(figures.clean()).isTrue();
    assertThat(figures.table())
        .containsPattern("all +200\\.00 +190\\.00 +\\+10\\.00  \\(-10\\.00 to \\+30\\.00\\)");
  }

  private static TrafficFigures run(double cpu) {
    Latency none = new Latency(0, 0, 0, 0, 0, 0);
    return new TrafficFigures(
        1, 1, 1, 1, 1, 1, none, none, 0, 0, 0, Map.of(), Map.of("gateway-1", cpu), 1);
  }

  @Test
  void optionsAreReadAndCheckedInOneLine() {
    LoadOptions options =
        LoadOptions.parse(List.of("--rate", "50,100", "--seconds", "3", "--json", "out.json"));
    assertThat(options.rates()).containsExactly(50, 100);
    assertThat(options.seconds()).isEqualTo(3);
    assertThat(options.pairs()).isEqualTo(500);
    assertThat(options.json()).hasFileName("out.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--rate 0", "--rate 5,0", "--rate", "--rate x", "--speed 9", "--pairs 9999"})
  void aWrongOptionIsNamed(String line) {
    assertThatThrownBy(() -> LoadOptions.parse(List.of(line.split(" "))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            line.split(" ")[0].equals("--speed") ? "unknown" : line.split(" ")[0]);
  }
}
