package chat.maru.cluster.client.api;

import java.util.List;

/// The rooms whose head is beyond what the caller said it has, each with the first messages after
/// it.
///
/// @param hasMore ask again with the heads that this page leads to
public record SyncPage(List<Item> items, boolean hasMore) {

  public record Item(
      String roomId, long headSeq, long readSeq, long counterpartReadSeq, List<Message> messages) {}
}
