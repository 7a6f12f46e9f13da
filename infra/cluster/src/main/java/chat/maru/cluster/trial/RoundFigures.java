package chat.maru.cluster.trial;

import chat.maru.cluster.history.Report;
import chat.maru.cluster.trial.device.Ledger;
import java.nio.file.Path;
import java.util.List;

/// What one round showed.
///
/// @param folder with its histories and logs
/// @param offered messages that were meant to be sent, repeats on purpose not counted
/// @param unsettled what was not at rest at its end, one line each
public record RoundFigures(
    long seed,
    Path folder,
    List<SufferedFault> faults,
    long offered,
    Ledger.Totals totals,
    Report report,
    List<String> unsettled) {

  /// Whether every guarantee was seen to hold.
  public boolean holds() {
    return report.allHold() && unsettled.isEmpty();
  }
}
