package chat.maru.gateway.delivery;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Takes the entries of sessions that closed out of the directory, and keeps those that Redis did
/// not confirm until it does: publishers would look for a device here that is gone (D5).
///
/// Each entry is of one session, whose id is never used again. So a repeated removal is right at
/// any time and in any order: another session of the user, older or newer, has an entry of its own.
///
/// Thread-safe. What is kept is in memory only, and no more than the sessions this node had: it
/// lets no new ones in while Redis is away.
final class Removals {
  private final Function<Entry, CompletableFuture<?>> redis;
  private final Set<Entry> unconfirmed = ConcurrentHashMap.newKeySet();

  /// @param redis removes an entry; its future fails when that may not have happened
  Removals(Function<Entry, CompletableFuture<?>> redis) {
    this.redis = redis;
  }

  void remove(Entry entry) {
    var _ =
        redis
            .apply(entry)
            .whenComplete((_, failure) -> {
              if (failure != null) {
                unconfirmed.add(entry);
              }
            });
  }

  /// Asks once more for each entry that is kept.
  ///
  /// It is dropped before it is asked for, not on the answer: an old yes must not cover a removal
  /// that was asked for later and failed. The copy is there because while Redis is away all come
  /// back while we walk.
  void repeat() {
    for (Entry entry : List.copyOf(unconfirmed)) {
      unconfirmed.remove(entry);
      remove(entry);
    }
  }

  record Entry(UUID userId, UUID sessionId) {}
}
