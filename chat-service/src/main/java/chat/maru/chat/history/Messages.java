package chat.maru.chat.history;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// The stored messages. Every query names its rooms, so it meets their partitions alone.
public interface Messages extends Repository<ChatMessage, UUID> {

  /// Descending.
  @Query(
      """
      select m from ChatMessage m where m.key.roomId = :roomId and m.key.seq < :seq
      order by m.key.seq desc
      """)
  List<ChatMessage> before(UUID roomId, long seq, Limit limit);

  /// Ascending.
  @Query(
      """
      select m from ChatMessage m where m.key.roomId = :roomId and m.key.seq > :seq
      order by m.key.seq
      """)
  List<ChatMessage> after(UUID roomId, long seq, Limit limit);

  /// The newest message of each room.
  @Query(
      """
      select m from ChatRoom r join ChatMessage m on m.key.roomId = r.id and m.key.seq = r.headSeq
      where r.id in :roomIds
      """)
  List<ChatMessage> newestOfEach(Collection<UUID> roomIds);
}
