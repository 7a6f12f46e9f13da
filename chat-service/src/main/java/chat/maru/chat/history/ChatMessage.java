package chat.maru.chat.history;

import chat.maru.chat.room.ChatRoom;
import chat.maru.contract.event.Content;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/// A stored message of one room. Its text is ciphertext until [MessageTexts] opens it.
@Entity
@Immutable
@Table(name = "chat_message")
public class ChatMessage {
  @EmbeddedId private Key key;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(name = "room_id", insertable = false, updatable = false)
  private ChatRoom room;

  private UUID messageId;
  private UUID senderId;
  private UUID clientMessageId;
  private String keyId;
  private byte[] ciphertext;
  private Instant sentAt;

  @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
  protected ChatMessage() {}

  public UUID roomId() {
    return key.roomId();
  }

  public long seq() {
    return key.seq();
  }

  UUID messageId() {
    return messageId;
  }

  UUID senderId() {
    return senderId;
  }

  UUID clientMessageId() {
    return clientMessageId;
  }

  Content content() {
    return new Content(keyId, ciphertext);
  }

  Instant sentAt() {
    return sentAt;
  }

  @Embeddable
  record Key(@Column(name = "room_id") UUID roomId, long seq) {}
}
