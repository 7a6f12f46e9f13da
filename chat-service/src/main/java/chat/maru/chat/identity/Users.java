package chat.maru.chat.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/// The users; each statement is a transaction of its own unless one is open.
public interface Users extends Repository<User, UUID> {

  Optional<User> findById(UUID id);

  /// @param username in lower case, as all are stored
  @Query("select u from User u where lower(u.username) = :username")
  Optional<User> named(String username);

  /// @return 0 when the name is taken, also by a racing registration
  @Transactional
  @Modifying
  @NativeQuery(
      """
      insert into app_user (id, username, display_name, password_hash, created_at)
      values (:id, :username, :displayName, :passwordHash, :now)
      on conflict do nothing
      """)
  int register(UUID id, String username, String displayName, String passwordHash, Instant now);

  /// Makes a user of another issuer, or of the marketplace, known here; no change if they are.
  @Transactional
  @Modifying
  @NativeQuery(
      """
      insert into app_user (id, display_name, created_at) values (:id, :displayName, :now)
      on conflict do nothing
      """)
  int meet(UUID id, String displayName, Instant now);
}
