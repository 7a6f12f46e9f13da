package chat.maru.chat.room;

import chat.maru.chat.identity.User;
import chat.maru.chat.post.Post;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/// One borrower's conversation with the lender of one post.
@Entity
@Immutable
@Table(name = "chat_room")
public class ChatRoom {
  @Id private UUID id;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(name = "post_id")
  private Post post;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(name = "borrower_id")
  private User borrower;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(name = "lender_id")
  private User lender;

  private long headSeq;
  private Instant updatedAt;

  @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
  protected ChatRoom() {}

  public UUID id() {
    return id;
  }

  public Post post() {
    return post;
  }

  public User borrower() {
    return borrower;
  }

  public User lender() {
    return lender;
  }

  /// The number of the newest message; a page read in the same snapshot ends there.
  public long headSeq() {
    return headSeq;
  }

  /// When the newest message was sent.
  public Instant updatedAt() {
    return updatedAt;
  }

  public User member(UUID userId) {
    return borrower.id().equals(userId) ? borrower : lender;
  }

  /// The member who is not `userId`.
  public User counterpartOf(UUID userId) {
    return borrower.id().equals(userId) ? lender : borrower;
  }
}
