package chat.maru.cluster.history.judge;

/// Whose word is judged. Frames and screens are apart: a library may hide what the wire did wrong,
/// and may itself do wrong what the wire did right.
public enum View {
  /// What the cluster stored, beside what clients sent and were answered.
  DATABASE,
  /// What devices received and fetched.
  FRAMES,
  /// What client libraries showed.
  SCREENS,
  /// What any consumer of the public stream is told.
  STREAM
}
