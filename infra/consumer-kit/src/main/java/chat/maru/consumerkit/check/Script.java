package chat.maru.consumerkit.check;

import chat.maru.consumerkit.stage.BrokenOffException;
import chat.maru.consumerkit.stage.Stage;
import chat.maru.consumerkit.verdict.Finding;
import java.util.List;

/// What happens in a scene.
interface Script {

  /// Plays it and returns what was wrong.
  ///
  /// @throws BrokenOffException when the consumer does not get to its end
  List<Finding> play(Stage stage, Judge judge) throws BrokenOffException;
}
