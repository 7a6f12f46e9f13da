package chat.maru.cluster.outage.audience;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Whether what was written is in history and on every screen, each message once, in order (D1 to
/// D4, D7).
///
/// @param judged screens
/// @param written messages
/// @param lost messages that history lacks, and messages of history that a screen lacks
/// @param repeated messages that are in history or on a screen again
/// @param reordered messages under another number than the one that is due, or ahead of an earlier
///   one of the same sender
public record Judgement(int judged, int written, int lost, int repeated, int reordered) {
  static final Judgement NOTHING = new Judgement(0, 0, 0, 0, 0);

  /// Judges one room.
  ///
  /// @param written by each side, in the order of writing
  /// @param history oldest first
  /// @param screens what each was shown, in order
  static Judgement of(List<List<Integer>> written, List<Line> history, List<List<Line>> screens) {
    Judgement sum = ofHistory(written, history);
    List<Integer> stored = history.stream().map(Line::number).distinct().toList();
    for (List<Line> screen : screens) {
      sum = sum.plus(ofScreen(stored, screen));
    }
    return sum;
  }

  private static Judgement ofHistory(List<List<Integer>> written, List<Line> history) {
    List<Integer> all = written.stream().flatMap(List::stream).toList();
    Set<Integer> stored = new HashSet<>();
    history.forEach(line -> stored.add(line.number()));
    int lost = (int) all.stream().filter(number -> !stored.contains(number)).count();
    int reordered = misnumbered(history);
    for (List<Integer> side : written) {
      reordered += overtaken(side, history);
    }
    return new Judgement(0, all.size(), lost, history.size() - stored.size(), reordered);
  }

  private static Judgement ofScreen(List<Integer> stored, List<Line> screen) {
    Set<Integer> shown = new HashSet<>();
    screen.forEach(line -> shown.add(line.number()));
    int lost = (int) stored.stream().filter(number -> !shown.contains(number)).count();
    int reordered = misnumbered(screen) + overtaken(stored, screen);
    return new Judgement(1, 0, lost, screen.size() - shown.size(), reordered);
  }

  private static int misnumbered(List<Line> lines) {
    int wrong = 0;
    for (int i = 0; i < lines.size(); i++) {
      wrong += lines.get(i).seq() == i + 1 ? 0 : 1;
    }
    return wrong;
  }

  /// How many of them come where one that belongs behind them came already.
  private static int overtaken(List<Integer> order, List<Line> lines) {
    Map<Integer, Integer> places = new HashMap<>();
    for (int i = 0; i < order.size(); i++) {
      places.put(order.get(i), i);
    }
    int wrong = 0;
    int furthest = -1;
    for (Line line : lines) {
      Integer place = places.get(line.number());
      if (place != null) {
        wrong += place < furthest ? 1 : 0;
        furthest = Math.max(furthest, place);
      }
    }
    return wrong;
  }

  public boolean clean() {
    return lost == 0 && repeated == 0 && reordered == 0;
  }

  public Judgement plus(Judgement other) {
    return new Judgement(
        judged + other.judged,
        written + other.written,
        lost + other.lost,
        repeated + other.repeated,
        reordered + other.reordered);
  }
}
