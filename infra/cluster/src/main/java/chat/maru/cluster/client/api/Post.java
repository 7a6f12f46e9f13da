package chat.maru.cluster.client.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that a lender offers.
///
/// @param pricePerDay in won
public record Post(
    String postId,
    String title,
    @Nullable String description,
    @Nullable Long pricePerDay,
    Person lender,
    Instant createdAt) {}
