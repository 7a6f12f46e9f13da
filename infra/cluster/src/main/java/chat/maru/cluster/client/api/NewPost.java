package chat.maru.cluster.client.api;

import org.jspecify.annotations.Nullable;

/// A post to be made.
public record NewPost(String title, @Nullable String description, @Nullable Long pricePerDay) {}
