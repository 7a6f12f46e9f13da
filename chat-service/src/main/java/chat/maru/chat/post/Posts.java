package chat.maru.chat.post;

import chat.maru.contract.internal.PostOwner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/// The posts; reading brings the lender along.
public interface Posts extends Repository<Post, UUID> {

  @Query("select p from Post p join fetch p.lender where p.id = :id")
  Optional<Post> withLender(UUID id);

  /// Open posts after the cursor's row, newest first.
  @Query(
      """
      select p from Post p join fetch p.lender
      where p.closedAt is null and (p.createdAt, p.id) < (:time, :id)
      order by p.createdAt desc, p.id desc
      """)
  List<Post> newest(Instant time, UUID id, Limit limit);

  @Query(
      """
      select new chat.maru.contract.internal.PostOwner(p.id, p.lender.id, p.closedAt is not null)
      from Post p where p.id = :id
      """)
  Optional<PostOwner> owner(UUID id);

  /// Takes in a marketplace post unless a newer version is here. The same version again only opens
  /// what was closed before `recordedAt`, so that a topic read twice ends as if read once. The
  /// lender never changes.
  @Transactional
  @Modifying
  @NativeQuery(
      """
      insert into post (id, lender_id, title, description, price_per_day, created_at, version)
      values (:id, :lenderId, :title, cast(:description as text), cast(:pricePerDay as bigint),
              :createdAt, :version)
      on conflict (id) do update set title = excluded.title, description = excluded.description,
        price_per_day = excluded.price_per_day, version = excluded.version, closed_at = null
      where post.version < excluded.version
         or (post.version = excluded.version and post.closed_at < :recordedAt)
      """)
  int takeIn(
      UUID id,
      UUID lenderId,
      String title,
      @Nullable String description,
      @Nullable Long pricePerDay,
      Instant createdAt,
      long version,
      Instant recordedAt);

  @Transactional
  @Modifying
  @NativeQuery(
      "update post set closed_at = :at where id = :id and (closed_at is null or closed_at > :at)")
  int close(UUID id, Instant at);
}
