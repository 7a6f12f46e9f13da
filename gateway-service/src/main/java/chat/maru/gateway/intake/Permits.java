package chat.maru.gateway.intake;

import chat.maru.contract.cipher.DataKey;
import chat.maru.contract.error.ErrorCode;
import chat.maru.contract.internal.RoomMembers;
import chat.maru.gateway.frame.ClientFrame.OnPost;
import chat.maru.gateway.frame.ClientFrame.ToRoom;
import chat.maru.gateway.intake.SendRules.Judgement;
import chat.maru.gateway.membership.Membership;
import chat.maru.gateway.membership.SealingKeys;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Whether a sender may write in a room (D13), and what seals it there (D14). Nothing here blocks.
final class Permits {
  private final Membership membership;
  private final SealingKeys keys;

  Permits(Membership membership, SealingKeys keys) {
    this.membership = membership;
    this.keys = keys;
  }

  sealed interface Permit {
    record Granted(RoomMembers room, DataKey key) implements Permit {}

    record Refused(ErrorCode code) implements Permit {}
  }

  /// The permit if nobody must be asked.
  Optional<Permit> known(Pending pending) {
    UUID sender = pending.session().userId();
    var room = membership.known(pending.roomId());
    if (room.isEmpty()) {
      return Optional.empty();
    }
    return switch (SendRules.toRoom(sender, room)) {
      case Judgement.Allowed(RoomMembers members) ->
          Optional.ofNullable(keys.known(members.roomId(), sender))
              .map(key -> new Permit.Granted(members, key));
      case Judgement.Refused(ErrorCode code) -> Optional.of(new Permit.Refused(code));
      case Judgement.IfRoomExists _ -> Optional.empty();
    };
  }

  /// A message that creates its room was accepted.
  void made(RoomMembers room) {
    if (membership.known(room.roomId()).isEmpty()) {
      membership.learn(room);
    }
  }

  /// Fails when chat-service gave no answer.
  CompletableFuture<Permit> find(Pending pending) {
    UUID sender = pending.session().userId();
    return judge(pending, sender).thenCompose(judgement -> withKey(judgement, sender));
  }

  private CompletableFuture<Judgement> judge(Pending pending, UUID sender) {
    UUID roomId = pending.roomId();
    return switch (pending.send().target()) {
      case ToRoom _ -> membership.room(roomId).thenApply(room -> SendRules.toRoom(sender, room));
      case OnPost(UUID postId) ->
          membership
              .post(postId)
              .thenApply(post -> SendRules.onPost(sender, roomId, post))
              .thenCompose(judgement -> finished(judgement, sender, roomId));
    };
  }

  private CompletableFuture<Judgement> finished(Judgement judgement, UUID sender, UUID roomId) {
    return judgement instanceof Judgement.IfRoomExists
        ? membership.room(roomId).thenApply(room -> SendRules.onClosedPost(sender, room))
        : CompletableFuture.completedFuture(judgement);
  }

  /// Asks for a key only where the sender may write: the question makes it.
  private CompletableFuture<Permit> withKey(Judgement judgement, UUID sender) {
    return switch (judgement) {
      case Judgement.Allowed(RoomMembers room) ->
          keys.of(room.roomId(), sender).thenApply(key -> permit(room, key));
      case Judgement.Refused(ErrorCode code) ->
          CompletableFuture.completedFuture(new Permit.Refused(code));
      case Judgement.IfRoomExists _ ->
          CompletableFuture.completedFuture(new Permit.Refused(ErrorCode.NOT_ACCEPTED));
    };
  }

  private static Permit permit(RoomMembers room, @Nullable DataKey key) {
    return key == null
        ? new Permit.Refused(ErrorCode.UNAUTHENTICATED)
        : new Permit.Granted(room, key);
  }
}
