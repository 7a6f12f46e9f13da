package chat.maru.cluster.outage;

import chat.maru.cluster.outage.audience.Judgement;
import java.util.List;

/// What one scenario showed.
///
/// @param unanswered sends that a live link left unanswered until the client gave up waiting
/// @param whole whether everything was shown, and every device linked, before patience ran out
record Outcome(String title, List<Row> rows, Judgement judgement, int unanswered, boolean whole) {

  /// One figure.
  ///
  /// @param promise what it is to be; empty where nothing is promised
  record Row(String what, String figure, String promise) {
    Row(String what, Object figure) {
      this(what, figure.toString(), "");
    }
  }

  /// Nothing was lost, repeated or reordered on any screen or in history, and every send was
  /// answered. Says nothing of times.
  boolean clean() {
    return whole && unanswered == 0 && judgement.clean();
  }

  /// As Markdown.
  String table() {
    StringBuilder table = new StringBuilder("\n### " + title + "\n\n");
    table.append("| what | figure | promised |\n|---|---|---|\n");
    rows.forEach(row -> table.append(line(row)));
    verdict().forEach(row -> table.append(line(row)));
    return table.toString();
  }

  private List<Row> verdict() {
    return List.of(
        new Row("messages written", judgement.written()),
        new Row("screens judged", judgement.judged()),
        new Row("lost", judgement.lost() + "", "0"),
        new Row("repeated", judgement.repeated() + "", "0"),
        new Row("out of order", judgement.reordered() + "", "0"),
        new Row("sends never answered", unanswered + "", "0"),
        new Row("everything shown in the end", whole + "", "true"));
  }

  private static String line(Row row) {
    return "| %s | %s | %s |%n".formatted(row.what(), row.figure(), row.promise());
  }
}
