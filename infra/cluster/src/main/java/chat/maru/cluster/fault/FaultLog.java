package chat.maru.cluster.fault;

/// Hears what an [Injection] does, while it does it: on the threads of its lanes, several at once.
public interface FaultLog {

  /// The blow is about to fall.
  void begins(PlannedFault planned);

  /// What was struck is thawed or started from now on.
  void repairBegins(PlannedFault planned);

  /// What was struck says of itself that it is ready again.
  void ready(PlannedFault planned);
}
