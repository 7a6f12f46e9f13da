package chat.maru.cluster.command;

/// What a measuring command found.
public interface Figures {
  /// For people.
  String table();

  /// Nothing was lost, repeated, refused for good or left behind. Says nothing of times.
  boolean clean();
}
