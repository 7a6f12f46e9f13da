package chat.maru.cluster.client.api;

import java.util.List;

/// A contiguous, ascending piece of one room's history, read from one snapshot with its head (D6).
///
/// @param hasMore in the direction that was asked for
public record MessagePage(List<Message> items, long headSeq, boolean hasMore) {}
