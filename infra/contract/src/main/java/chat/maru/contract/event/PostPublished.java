package chat.maru.contract.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A post as the marketplace publishes it on `marketplace.posts.v1` (compacted, key = post id; a
/// tombstone closes the post): the REST post plus `version`.
///
/// @param pricePerDay in won; absent when the lender asks to be asked
/// @param version grows with every change; a lower one than already taken in is old news
public record PostPublished(
    UUID postId,
    String title,
    @Nullable String description,
    @Nullable Long pricePerDay,
    Lender lender,
    Instant createdAt,
    long version) {

  public static final String TYPE = "post.published";

  public record Lender(UUID userId, String displayName) {}
}
