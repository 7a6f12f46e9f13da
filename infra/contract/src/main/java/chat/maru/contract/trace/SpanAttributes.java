package chat.maru.contract.trace;

/// What the steps of a trace say about a message, the same in all services; never its text.
public final class SpanAttributes {
  public static final String ROOM = "maru.room.id";
  public static final String MESSAGE = "maru.message.id";

  private SpanAttributes() {}
}
