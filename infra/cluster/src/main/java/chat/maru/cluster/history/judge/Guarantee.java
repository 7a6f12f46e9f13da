package chat.maru.cluster.history.judge;

import static chat.maru.cluster.history.judge.View.DATABASE;
import static chat.maru.cluster.history.judge.View.FRAMES;
import static chat.maru.cluster.history.judge.View.SCREENS;
import static chat.maru.cluster.history.judge.View.STREAM;

import java.util.List;

/// The guarantees that a history can tell about, with the views in which each shows.
public enum Guarantee {
  D1("accepted is durable", new AcceptedIsDurable(), DATABASE, FRAMES, SCREENS),
  D2("one message", new OneMessage(), DATABASE, FRAMES, SCREENS),
  D3("one order", new OneOrder(), DATABASE, FRAMES, SCREENS),
  D4("sender order", new SenderOrder(), DATABASE),
  D5("no silent gap", new NoSilentGap(), FRAMES, SCREENS),
  D6("hole-free catch-up", new HoleFreeCatchUp(), FRAMES),
  D7("exactly once on screen", new OnceOnScreen(), SCREENS),
  D8("reads only move forward", new ReadsMoveForward(), DATABASE, FRAMES, SCREENS),
  D12("events are an interface", new EventsAreAnInterface(), STREAM);

  private final String words;
  private final Rule rule;
  private final List<View> views;

  Guarantee(String words, Rule rule, View... views) {
    this.words = words;
    this.rule = rule;
    this.views = List.of(views);
  }

  public String words() {
    return words;
  }

  public List<View> views() {
    return views;
  }

  /// Whether a run must show it: a history may do without a witness of the public stream.
  boolean isAsked(History history) {
    return history.has(STREAM) || !views.equals(List.of(STREAM));
  }

  Verdict judge(History history, View view) {
    Findings findings = new Findings();
    if (rule.needsDatabase() && history.database().isEmpty()) {
      findings.missing("the database was not recorded");
    } else if (history.has(view)) {
      rule.judge(history, view, findings);
    }
    return findings.verdict();
  }
}
