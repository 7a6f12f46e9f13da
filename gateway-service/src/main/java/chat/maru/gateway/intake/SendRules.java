package chat.maru.gateway.intake;

import chat.maru.contract.error.ErrorCode;
import chat.maru.contract.internal.PostOwner;
import chat.maru.contract.internal.RoomMembers;
import java.util.Optional;
import java.util.UUID;

/// Who may write where (D13). Looks at answers, asks nobody.
final class SendRules {
  private SendRules() {}

  /// Another's room is refused like one that is not there.
  static Judgement toRoom(UUID sender, Optional<RoomMembers> room) {
    return room.filter(members -> members.has(sender))
        .<Judgement>map(Judgement.Allowed::new)
        .orElseGet(() -> new Judgement.Refused(ErrorCode.ROOM_NOT_FOUND));
  }

  /// A closed post takes no new room; one that exists goes on.
  static Judgement onPost(UUID sender, UUID roomId, Optional<PostOwner> post) {
    if (post.isEmpty()) {
      return new Judgement.Refused(ErrorCode.POST_NOT_FOUND);
    }
    PostOwner owner = post.get();
    if (owner.lenderId().equals(sender)) {
      return new Judgement.Refused(ErrorCode.OWN_POST);
    }
    return owner.closed()
        ? Judgement.IfRoomExists.POST_IS_CLOSED
        : new Judgement.Allowed(new RoomMembers(roomId, owner.postId(), sender, owner.lenderId()));
  }

  /// The rest of [#onPost] when the post is closed.
  static Judgement onClosedPost(UUID sender, Optional<RoomMembers> room) {
    return room.isPresent() ? toRoom(sender, room) : new Judgement.Refused(ErrorCode.POST_CLOSED);
  }

  sealed interface Judgement {
    record Allowed(RoomMembers room) implements Judgement {}

    record Refused(ErrorCode code) implements Judgement {}

    /// Not decided before the room was looked up.
    enum IfRoomExists implements Judgement {
      POST_IS_CLOSED
    }
  }
}
