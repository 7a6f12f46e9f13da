package chat.maru.cluster.trial.device;

import chat.maru.contract.id.Ids;
import java.util.UUID;

/// A borrower, a lender and a post: they write on the post until the room is there. Thread-safe.
public final class Conversation {
  private final String postId;
  private final String roomId;
  private volatile boolean open;

  public Conversation(String postId, String borrowerId) {
    this.postId = postId;
    this.roomId = Ids.roomId(UUID.fromString(postId), UUID.fromString(borrowerId)).toString();
  }

  String postId() {
    return postId;
  }

  public String roomId() {
    return roomId;
  }

  /// Whether some device was told of a stored message, so that the room can be named.
  public boolean isOpen() {
    return open;
  }

  void opens() {
    open = true;
  }
}
