package chat.maru.gateway.membership;

import chat.maru.contract.internal.PostOwner;
import chat.maru.contract.internal.RoomMembers;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// Rooms' members and posts' owners. One question per key is under way at a time, and nothing here
/// blocks. A future fails when chat-service gave no answer.
public final class Membership {
  private static final int ROOMS = 200_000;
  private static final int POSTS = 100_000;
  private static final Duration MEMBERS_LIVE = Duration.ofHours(6);
  private static final Duration POST_LIVES = Duration.ofSeconds(10);
  private static final Duration ABSENCE_LIVES = Duration.ofSeconds(1);

  private final ChatServiceClient chatService;
  private final AsyncCache<UUID, Optional<RoomMembers>> rooms;
  private final AsyncCache<UUID, Optional<PostOwner>> posts;

  Membership(ChatServiceClient chatService, Ticker ticker) {
    this.chatService = chatService;
    this.rooms =
        Caffeine.newBuilder()
            .executor(Runnable::run) // upkeep costs less than to wake a thread for it
            .ticker(ticker)
            .maximumSize(ROOMS)
            .expireAfter(
                Expiry.writing((UUID _, Optional<RoomMembers> room) ->
                    room.isPresent() ? MEMBERS_LIVE : ABSENCE_LIVES))
            .buildAsync();
    this.posts =
        Caffeine.newBuilder()
            .executor(Runnable::run) // upkeep costs less than to wake a thread for it
            .ticker(ticker)
            .maximumSize(POSTS)
            .expireAfter(
                Expiry.writing((UUID _, Optional<PostOwner> post) ->
                    post.isPresent() ? POST_LIVES : ABSENCE_LIVES))
            .buildAsync();
  }

  /// Empty for a room that is not stored.
  public CompletableFuture<Optional<RoomMembers>> room(UUID roomId) {
    return rooms.get(roomId, (id, _) -> chatService.room(id));
  }

  /// Empty for a post that was never there.
  public CompletableFuture<Optional<PostOwner>> post(UUID postId) {
    return posts.get(postId, (id, _) -> chatService.post(id));
  }

  /// The members if they are known already.
  public Optional<RoomMembers> known(UUID roomId) {
    var cached = rooms.getIfPresent(roomId);
    return cached == null || !cached.isDone() || cached.isCompletedExceptionally()
        ? Optional.empty()
        : cached.join();
  }

  /// Takes in a room whose first message was just accepted, before it is stored.
  public void learn(RoomMembers room) {
    rooms.put(room.roomId(), CompletableFuture.completedFuture(Optional.of(room)));
  }
}
