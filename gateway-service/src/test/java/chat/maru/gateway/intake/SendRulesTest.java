package chat.maru.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.contract.error.ErrorCode;
import chat.maru.contract.internal.PostOwner;
import chat.maru.contract.internal.RoomMembers;
import chat.maru.gateway.intake.SendRules.Judgement;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SendRulesTest {
  private final UUID borrower = UUID.randomUUID();
  private final UUID lender = UUID.randomUUID();
  private final UUID post = UUID.randomUUID();
  private final RoomMembers room = new RoomMembers(UUID.randomUUID(), post, borrower, lender);

  @Test
  void onlyMembersWriteIntoARoom() {
    assertThat(SendRules.toRoom(borrower, Optional.of(room)))
        .isEqualTo(new Judgement.Allowed(room));
    assertThat(SendRules.toRoom(lender, Optional.of(room))).isEqualTo(new Judgement.Allowed(room));
    assertThat(SendRules.toRoom(UUID.randomUUID(), Optional.of(room)))
        .isEqualTo(SendRules.toRoom(borrower, Optional.empty()))
        .isEqualTo(new Judgement.Refused(ErrorCode.ROOM_NOT_FOUND));
  }

  @Test
  void anyoneButTheLenderWritesOnAnOpenPost() {
    assertThat(onPost(borrower, false)).isEqualTo(new Judgement.Allowed(room));
    assertThat(onPost(lender, false)).isEqualTo(new Judgement.Refused(ErrorCode.OWN_POST));
    assertThat(SendRules.onPost(borrower, room.roomId(), Optional.empty()))
        .isEqualTo(new Judgement.Refused(ErrorCode.POST_NOT_FOUND));
  }

  @Test
  void aClosedPostTakesNoNewRoom() {
    assertThat(onPost(borrower, true)).isEqualTo(Judgement.IfRoomExists.POST_IS_CLOSED);
    assertThat(SendRules.onClosedPost(borrower, Optional.of(room)))
        .isEqualTo(new Judgement.Allowed(room));
    assertThat(SendRules.onClosedPost(borrower, Optional.empty()))
        .isEqualTo(new Judgement.Refused(ErrorCode.POST_CLOSED));
  }

  private Judgement onPost(UUID sender, boolean closed) {
    return SendRules.onPost(
        sender, room.roomId(), Optional.of(new PostOwner(post, lender, closed)));
  }
}
