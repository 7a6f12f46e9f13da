package chat.maru.gateway.membership;

import chat.maru.contract.internal.Newcomer;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Makes an outside issuer's users known to chat-service before they are welcomed: a message of
/// somebody whom the database does not know can't be stored, however well accepted (D1).
///
/// Each user is told of once on each node and then remembered, so that those who were here before
/// come in also while chat-service is away.
public final class Newcomers {
  private static final int MOST = 200_000;

  /// As long as a room's members: a database that was set back may have forgotten somebody.
  private static final Duration REMEMBERED = Duration.ofHours(6);

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ChatServiceClient chatService;
  private final boolean embeddedIssuer;
  private final AsyncCache<UUID, Boolean> known;

  /// @param embeddedIssuer its users registered, so nobody is told of
  Newcomers(ChatServiceClient chatService, boolean embeddedIssuer, Ticker ticker) {
    this.chatService = chatService;
    this.embeddedIssuer = embeddedIssuer;
    this.known =
        Caffeine.newBuilder()
            .executor(Runnable::run) // upkeep costs less than to wake a thread for it
            .ticker(ticker)
            .maximumSize(MOST)
            .expireAfterWrite(REMEMBERED)
            .buildAsync();
  }

  /// Whether chat-service knows the user, now at the latest. Blocks for its answer, two seconds at
  /// most; not for callback threads.
  public boolean areKnown(UUID userId, String displayName) {
    if (embeddedIssuer) {
      return true;
    }
    try {
      return known
          .get(userId, (id, _) -> chatService.meet(id, new Newcomer(displayName)))
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
