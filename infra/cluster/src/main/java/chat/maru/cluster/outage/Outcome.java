package chat.maru.cluster.outage;

import chat.maru.cluster.outage.audience.Judgement;
import java.util.List;

/// What one scenario showed.
///
/// @param answered whether every send was answered, and everything shown before patience ran out
record Outcome(String title, List<Row> rows, Judgement judgement, boolean answered) {

  /// One figure.
  ///
  /// @param promise what it is to be; empty where nothing is promised
  record Row(String what, String figure, String promise) {
    Row(String what, Object figure) {
      this(what, figure.toString(), "");
    }
  }

  /// Nothing was lost, repeated or reordered on any screen or in history. Says nothing of times.
  boolean clean() {
    return answered && judgement.clean();
  }

  /// As Markdown.
  String table() {
    StringBuilder table = new StringBuilder("\n### " + title + "\n\n");
    table.append("| what | figure | promised |\n|---|---|---|\n");
    rows.forEach(row -> table.append(line(row)));
    table.append(line(new Row("messages written", judgement.written())));
    table.append(line(new Row("screens judged", judgement.judged())));
    table.append(line(new Row("lost", judgement.lost() + "", "0")));
    table.append(line(new Row("repeated", judgement.repeated() + "", "0")));
    table.append(line(new Row("out of order", judgement.reordered() + "", "0")));
    return table
        .append(line(new Row("everything shown in the end", answered + "", "true")))
        .toString();
  }

  private static String line(Row row) {
    return "| %s | %s | %s |%n".formatted(row.what(), row.figure(), row.promise());
  }
}
