package chat.maru.consumerkit.stage;

import java.util.List;

/// The consumer stopped doing its work, so the scene can't be played to its end.
public final class BrokenOffException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<String> events;

  /// @param what one sentence
  /// @param events the first that wait for their effects
  BrokenOffException(String what, List<String> events) {
    super(what);
    this.events = List.copyOf(events);
  }

  public String what() {
    return String.valueOf(getMessage());
  }

  public List<String> events() {
    return events;
  }
}
