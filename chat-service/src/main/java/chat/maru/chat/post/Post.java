package chat.maru.chat.post;

import chat.maru.chat.identity.User;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that its lender offers.
@Entity
@Table(name = "post")
public class Post {
  @Id private UUID id;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(name = "lender_id", updatable = false)
  private User lender;

  private String title;
  private @Nullable String description;
  private @Nullable Long pricePerDay;
  private Instant createdAt;
  private @Nullable Instant closedAt;
  private long version;

  @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
  protected Post() {}

  /// A post made by REST, which has version 0.
  @SuppressWarnings("NullAway.Init") // closed later, if ever
  Post(UUID id, User lender, PostDraft draft, Instant createdAt) {
    this.id = id;
    this.lender = lender;
    this.title = draft.title();
    this.description = draft.description();
    this.pricePerDay = draft.pricePerDay();
    this.createdAt = createdAt;
  }

  public UUID id() {
    return id;
  }

  public String title() {
    return title;
  }

  User lender() {
    return lender;
  }

  @Nullable String description() {
    return description;
  }

  @Nullable Long pricePerDay() {
    return pricePerDay;
  }

  Instant createdAt() {
    return createdAt;
  }
}
