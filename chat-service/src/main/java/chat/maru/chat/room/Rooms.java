package chat.maru.chat.room;

import chat.maru.contract.internal.RoomMembers;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// Rooms that hold at least one message; one without is not there yet.
public interface Rooms extends Repository<ChatRoom, UUID> {

  /// Empty also for a room that is not `userId`'s (D13).
  @Query(
      """
      select r from ChatRoom r
      where r.id = :roomId and r.headSeq > 0 and :userId in (r.borrower.id, r.lender.id)
      """)
  Optional<ChatRoom> ofMember(UUID roomId, UUID userId);

  @Query(
      "select r.id from ChatRoom r"
          + " where r.post.id = :postId and r.borrower.id = :borrowerId and r.headSeq > 0")
  Optional<UUID> onPost(UUID postId, UUID borrowerId);

  /// Of any room, for gateways: a room's members never change.
  @Query(
      """
      select new chat.maru.contract.internal.RoomMembers(r.id, r.post.id, r.borrower.id, r.lender.id)
      from ChatRoom r where r.id = :roomId
      """)
  Optional<RoomMembers> members(UUID roomId);

  /// The ids of the user's rooms after the cursor's row, newest activity first. Two scans of one
  /// index each, both already in order, are merged: an `or` would sort all rooms of the user.
  @NativeQuery(
      """
      select id from (
        (select id, updated_at from chat_room
         where borrower_id = :userId and (updated_at, id) < (:time, :id) and head_seq > 0
         order by updated_at desc, id desc limit :count)
        union all
        (select id, updated_at from chat_room
         where lender_id = :userId and (updated_at, id) < (:time, :id) and head_seq > 0
         order by updated_at desc, id desc limit :count)
      ) mine
      order by updated_at desc, id desc limit :count
      """)
  List<UUID> newestOf(UUID userId, Instant time, UUID id, int count);

  /// With post and both members, in no order.
  @Query(
      """
      select r from ChatRoom r join fetch r.post join fetch r.borrower join fetch r.lender
      where r.id in :roomIds
      """)
  List<ChatRoom> complete(Collection<UUID> roomIds);

  /// Those that are there.
  @Query(
      """
      select new chat.maru.chat.room.ReadPosition(m.key.roomId, m.key.userId, m.readSeq)
      from RoomMember m where m.key.roomId in :roomIds
      """)
  List<ReadPosition> readPositions(Collection<UUID> roomIds);
}
