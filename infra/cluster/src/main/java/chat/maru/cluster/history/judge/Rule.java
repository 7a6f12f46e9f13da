package chat.maru.cluster.history.judge;

/// How a guarantee is seen in a history.
interface Rule {

  /// Asked only for the views that the [Guarantee] names. For [View#FRAMES] and [View#SCREENS] the
  /// history has at least one device with that view.
  void judge(History history, View view, Findings findings);

  /// Whether it can't be asked without the database's end.
  default boolean needsDatabase() {
    return true;
  }
}
