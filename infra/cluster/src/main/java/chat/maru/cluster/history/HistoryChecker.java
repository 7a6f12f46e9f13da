package chat.maru.cluster.history;

import chat.maru.cluster.history.judge.Judgement;
import chat.maru.cluster.history.record.HistoryReader;
import chat.maru.cluster.history.record.Recorded;
import chat.maru.cluster.history.record.Records;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Judges a recorded run.
public final class HistoryChecker {
  private HistoryChecker() {}

  /// @throws IllegalArgumentException when the records contradict their format
  public static Report check(Path folder) throws IOException {
    Records records = HistoryReader.read(folder);
    return new Report(Judgement.of(records.entries()), records.notes());
  }

  /// @param entries of all clients and of the database; each client's in its order
  public static Report check(List<Recorded> entries) {
    return new Report(Judgement.of(entries), List.of());
  }
}
