package chat.maru.cluster.client.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a list.
///
/// @param nextCursor opaque; absent on the last page
public record Listing<T>(List<T> items, @Nullable String nextCursor) {}
