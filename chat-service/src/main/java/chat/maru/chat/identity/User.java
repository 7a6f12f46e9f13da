package chat.maru.chat.identity;

import chat.maru.chat.wire.Person;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// Somebody who lends or borrows. Name and hash are absent when another issuer knows them.
@Entity
@Immutable
@Table(name = "app_user")
public class User {
  @Id private UUID id;
  private @Nullable String username;
  private String displayName;
  private @Nullable String passwordHash;
  private Instant createdAt;

  @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
  protected User() {}

  public UUID id() {
    return id;
  }

  public @Nullable String username() {
    return username;
  }

  public String displayName() {
    return displayName;
  }

  public @Nullable String passwordHash() {
    return passwordHash;
  }

  public Person asPerson() {
    return new Person(id, displayName);
  }
}
