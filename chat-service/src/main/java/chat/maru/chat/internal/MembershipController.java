package chat.maru.chat.internal;

import chat.maru.chat.identity.Acquaintance;
import chat.maru.chat.post.Posts;
import chat.maru.chat.problem.ProblemException;
import chat.maru.chat.room.Rooms;
import chat.maru.chat.wire.PathId;
import chat.maru.chat.wire.TextRule;
import chat.maru.contract.error.ErrorCode;
import chat.maru.contract.id.Ids;
import chat.maru.contract.internal.InternalApi;
import chat.maru.contract.internal.PostOwner;
import chat.maru.contract.internal.RoomMembers;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Who is in a room, whose a post is: what gateways must know before they accept a message (D13).
/// And the other way round: who came to a gateway first, since only a known user's message can be
/// stored.
@RestController
class MembershipController {
  private static final TextRule DISPLAY_NAME = new TextRule("displayName", 1, 40);

  private final Rooms rooms;
  private final Posts posts;
  private final Acquaintance acquaintance;

  MembershipController(Rooms rooms, Posts posts, Acquaintance acquaintance) {
    this.rooms = rooms;
    this.posts = posts;
    this.acquaintance = acquaintance;
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

  @PutMapping(InternalApi.USER)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void meet(@PathVariable String userId, @RequestBody NewcomerBody body) {
    UUID id = Ids.parse(userId).orElseThrow(() -> ProblemException.of(ErrorCode.BAD_ID));
    acquaintance.make(id, DISPLAY_NAME.require(body.displayName()));
  }

  /// [chat.maru.contract.internal.Newcomer], not yet looked at.
  record NewcomerBody(@Nullable String displayName) {}
}
