package chat.maru.cluster.fault;

import java.time.Duration;

/// A fault and when it begins, counted from the start of the run.
public record PlannedFault(Duration at, Fault fault) {

  /// When the repair begins.
  public Duration repairAt() {
    return at.plus(fault.lasts());
  }
}
