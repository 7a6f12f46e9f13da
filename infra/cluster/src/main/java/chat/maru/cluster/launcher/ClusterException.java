package chat.maru.cluster.launcher;

/// Why there is no cluster, in one line for the person who asked for it.
public final class ClusterException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ClusterException(String message) {
    super(message);
  }
}
