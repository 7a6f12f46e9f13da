package chat.maru.contract.event;

/// What stands for the text of an erased sender's message, for clients that don't know the field
/// `erased`, which says so.
public final class ErasedText {
  public static final String TEXT = "삭제된 메시지 / deleted message";

  private ErasedText() {}
}
