package chat.maru.chat.internal;

import chat.maru.chat.post.Posts;
import chat.maru.chat.problem.ProblemException;
import chat.maru.chat.room.Rooms;
import chat.maru.chat.wire.PathId;
import chat.maru.contract.error.ErrorCode;
import chat.maru.contract.internal.InternalApi;
import chat.maru.contract.internal.PostOwner;
import chat.maru.contract.internal.RoomMembers;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Who is in a room, whose a post is: what gateways must know before they accept a message (D13).
@RestController
class MembershipController {
  private final Rooms rooms;
  private final Posts posts;

  MembershipController(Rooms rooms, Posts posts) {
    this.rooms = rooms;
    this.posts = posts;
  }

  @GetMapping(InternalApi.ROOM)
  RoomMembers room(@PathVariable String roomId) {
    return rooms
        .members(PathId.room(roomId))
        .orElseThrow(() -> ProblemException.of(ErrorCode.ROOM_NOT_FOUND));
  }

  @GetMapping(InternalApi.POST)
  PostOwner post(@PathVariable String postId) {
    return posts
        .owner(PathId.post(postId))
        .orElseThrow(() -> ProblemException.of(ErrorCode.POST_NOT_FOUND));
  }
}
