package chat.maru.gateway.membership;

import chat.maru.contract.cipher.DataKey;
import chat.maru.contract.key.OpenedKeys;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What a sender's messages to a room are sealed with (D14). Nothing here blocks.
///
/// A key in use is asked for again after [#FRESH], so that a renewed one comes into use; while
/// chat-service gives no answer the old one goes on sealing, which is harmless: retired keys open.
/// An erased sender's sessions end by revocation, not by this.
public final class SealingKeys {
  static final Duration FRESH = Duration.ofMinutes(5);

  private static final int MOST = 100_000;
  private static final Duration UNUSED = Duration.ofHours(6);

  private final ChatServiceClient chatService;
  private final OpenedKeys opened;
  private final AsyncLoadingCache<Place, @Nullable DataKey> keys;

  SealingKeys(ChatServiceClient chatService, OpenedKeys opened, Ticker ticker) {
    this.chatService = chatService;
    this.opened = opened;
    this.keys =
        Caffeine.newBuilder()
            .executor(Runnable::run) // upkeep costs less than to wake a thread for it
            .ticker(ticker)
            .maximumSize(MOST)
            .expireAfterAccess(UNUSED)
            .refreshAfterWrite(FRESH)
            .buildAsync((place, _) -> load(place));
  }

  /// Null when the sender is erased; fails when chat-service gave no answer. Only for who may write
  /// there: the key is made if need be.
  public CompletableFuture<@Nullable DataKey> of(UUID roomId, UUID senderId) {
    return keys.get(new Place(roomId, senderId));
  }

  /// The key if it is known already.
  public @Nullable DataKey known(UUID roomId, UUID senderId) {
    var cached = keys.getIfPresent(new Place(roomId, senderId));
    return cached == null || !cached.isDone() || cached.isCompletedExceptionally()
        ? null
        : cached.join();
  }

  /// Null is not remembered.
  private CompletableFuture<@Nullable DataKey> load(Place place) {
    return chatService
        .sealingKey(place.roomId(), place.senderId())
        .thenApply(key -> key.map(opened::of).orElse(null));
  }

  private record Place(UUID roomId, UUID senderId) {}
}
