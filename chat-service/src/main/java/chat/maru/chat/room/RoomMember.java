package chat.maru.chat.room;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/// How far a member has read. Absent until they have.
@Entity
@Immutable
@Table(name = "room_member")
class RoomMember {
  @EmbeddedId private Key key;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(name = "room_id", insertable = false, updatable = false)
  private ChatRoom room;

  private long readSeq;

  @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
  protected RoomMember() {}

  @Embeddable
  record Key(@Column(name = "room_id") UUID roomId, UUID userId) {}
}
