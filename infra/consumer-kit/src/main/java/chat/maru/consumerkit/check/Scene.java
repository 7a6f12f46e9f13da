package chat.maru.consumerkit.check;

import chat.maru.consumerkit.stage.BrokenOffException;
import chat.maru.consumerkit.stage.Stage;
import chat.maru.consumerkit.verdict.Finding;
import chat.maru.consumerkit.verdict.Rule;
import java.util.List;
import java.util.Locale;

/// The scenes, the plain one first.
enum Scene {
  STREAM(Rule.EFFECTS, Rule.EFFECTS, PlainScenes::stream),
  REPEATS(Rule.REPEATS, Rule.EFFECTS, RepeatsScene::play),
  CRASH(Rule.COMMIT, Rule.COMMIT, CrashScene::play),
  REBALANCE(Rule.ORDER, Rule.COMMIT, RebalanceScene::play),
  UNKNOWN_FIELDS(Rule.UNKNOWN_FIELDS, Rule.UNKNOWN_FIELDS, PlainScenes::unknownFields),
  UNKNOWN_TYPES(Rule.UNKNOWN_TYPES, Rule.UNKNOWN_TYPES, PlainScenes::unknownTypes);

  private final Judge judge;
  private final Script script;

  /// @param own the rule that is broken when the consumer does not get to the end
  /// @param lost the rule that is broken when a message is left without effect
  Scene(Rule own, Rule lost, Script script) {
    this.judge = new Judge(name().toLowerCase(Locale.ROOT).replace('_', '-'), own, lost);
    this.script = script;
  }

  String id() {
    return judge.scene();
  }

  List<Finding> play(Stage stage) {
    try {
      return script.play(stage, judge);
    } catch (BrokenOffException e) {
      return List.of(new Finding(judge.own(), id(), e.what(), e.events()));
    }
  }
}
