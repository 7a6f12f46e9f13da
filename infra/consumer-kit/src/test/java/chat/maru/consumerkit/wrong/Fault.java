package chat.maru.consumerkit.wrong;

/// What is wrong with a [WrongConsumer].
public enum Fault {
  /// Has an effect for every record, also for one that came before.
  NO_DEDUPE,
  /// Remembers ids in memory only.
  FORGETFUL,
  /// Commits a batch, then works on it.
  COMMITS_FIRST,
  /// Gives each record of a batch to a pool of threads.
  IGNORES_ROOM_ORDER,
  /// Takes an event type that it does not know for an error.
  CRASHES_ON_UNKNOWN_TYPE,
  /// Takes a field that it does not know for an error.
  CRASHES_ON_UNKNOWN_FIELD
}
