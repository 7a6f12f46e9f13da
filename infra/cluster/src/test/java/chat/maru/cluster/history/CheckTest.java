package chat.maru.cluster.history;

import static chat.maru.cluster.history.Run.BOB;
import static chat.maru.cluster.history.Run.ROOM;
import static chat.maru.cluster.history.judge.Guarantee.D1;
import static chat.maru.cluster.history.judge.Guarantee.D2;
import static chat.maru.cluster.history.judge.Guarantee.D3;
import static chat.maru.cluster.history.judge.Guarantee.D4;
import static chat.maru.cluster.history.judge.Guarantee.D5;
import static chat.maru.cluster.history.judge.Guarantee.D6;
import static chat.maru.cluster.history.judge.Guarantee.D7;
import static chat.maru.cluster.history.judge.Guarantee.D8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import chat.maru.cluster.history.judge.Judgement;
import chat.maru.cluster.history.judge.Verdict;
import chat.maru.cluster.history.record.HistoryEvent.ReadShown;
import chat.maru.cluster.history.record.HistoryWriter;
import chat.maru.cluster.history.record.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {
  @TempDir Path folder;

  @Test
  void aGoodRunExitsWithZero() throws IOException {
    write(goodRun().ends(Run.ANN).ends(BOB).head(2, 2, 0));
    assertThat(Check.run(List.of(folder.toString()))).isZero();
    assertThat(HistoryChecker.check(folder).table())
        .contains("D1 accepted is durable", "holds, 4 checks")
        .doesNotContain("VIOLATED", "inconclusive", "note");
  }

  @Test
  void aBadRunExitsWithOne() throws IOException {
    write(goodRun().sent(3).acked(3).ends(Run.ANN).ends(BOB).head(2, 2, 0));
    assertThat(Check.run(List.of(folder.toString()))).isEqualTo(1);
    assertThat(HistoryChecker.check(folder).table()).contains("VIOLATED, 1 of 3");
  }

  @Test
  void anEmptyFolderProvesNothingAndExitsWithTwo() throws IOException {
    assertThat(Check.run(List.of(folder.toString()))).isEqualTo(2);
    assertThat(HistoryChecker.check(folder).judgements())
        .allMatch(judgement -> judgement.verdict() instanceof Verdict.Inconclusive)
        .extracting(Judgement::guarantee)
        .containsExactly(D1, D2, D3, D4, D5, D6, D7, D8);
  }

  @Test
  void noFolderIsMisuse() {
    assertThat(Check.run(List.of())).isEqualTo(2);
    assertThat(Check.run(List.of(folder.resolve("none").toString()))).isEqualTo(2);
  }

  @Test
  void theCutOffLastLineOfAKilledClientIsLeftOutAndTold() throws IOException {
    write(goodRun().ends(Run.ANN).head(2, 2, 0));
    append(BOB, "{\"client\":\"bob\",\"us");
    Report report = HistoryChecker.check(folder);
    assertThat(report.allHold()).isTrue();
    assertThat(report.notes()).singleElement().asString().startsWith("bob.jsonl, line ");
    assertThat(report.table()).contains("is cut off and left out");
  }

  @Test
  void aBrokenLineElsewhereIsAnErrorAndSoIsACutOffDatabase() throws IOException {
    write(goodRun().head(2, 2, 0));
    append(Recorded.DATABASE, "{\"cli");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HistoryChecker.check(folder))
        .withMessageStartingWith("database.jsonl, line 6");
    append(BOB, "{\"cli\n{}\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HistoryChecker.check(folder))
        .withMessageStartingWith("bob.jsonl, line 9");
  }

  private static Run goodRun() {
    return Run.upTo(2).synced(0, 2, 0, 1, 2).on(BOB, new ReadShown(ROOM, Run.ANN, 2));
  }

  private void write(Run run) throws IOException {
    Map<String, HistoryWriter> files = new LinkedHashMap<>();
    for (Recorded entry : run.entries()) {
      HistoryWriter file = files.get(entry.client());
      if (file == null) {
        file = HistoryWriter.create(folder, entry.client());
        files.put(entry.client(), file);
      }
      file.write(entry);
    }
    for (HistoryWriter file : files.values()) {
      file.close();
    }
  }

  private void append(String client, String text) throws IOException {
    Files.writeString(folder.resolve(client + ".jsonl"), text, StandardOpenOption.APPEND);
  }
}
