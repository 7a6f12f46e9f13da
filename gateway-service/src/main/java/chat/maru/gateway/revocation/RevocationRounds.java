package chat.maru.gateway.revocation;

import chat.maru.contract.revocation.RevocationNews;
import chat.maru.contract.revocation.Revoked;
import chat.maru.gateway.membership.ChatServiceClient;
import chat.maru.gateway.timer.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/// Asks chat-service every 2 s what is new, one question at a time. While it gives no answer this
/// node goes on with what it knows; what was missed comes with the next one.
final class RevocationRounds implements SmartLifecycle {
  private static final Duration PERIOD = Duration.ofSeconds(2);

  private final ChatServiceClient chatService;
  private final Revocations revocations;
  private final Revoked revoked;
  private final RevocationMeters meters;
  private final Clock clock;
  private final Timer timer;
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile long position = RevocationNews.START;
  private @Nullable Future<?> rounds; // only the container's lifecycle thread

  RevocationRounds(
      ChatServiceClient chatService,
      Revocations revocations,
      Revoked revoked,
      RevocationMeters meters,
      Clock clock,
      Timer timer) {
    this.chatService = chatService;
    this.revocations = revocations;
    this.revoked = revoked;
    this.meters = meters;
    this.clock = clock;
    this.timer = timer;
  }

  @Override
  public void start() {
    round();
    rounds = timer.every(PERIOD, this::round);
  }

  @Override
  public void stop() {
    if (rounds != null) {
      rounds.cancel(false);
      rounds = null;
    }
  }

  @Override
  public boolean isRunning() {
    return rounds != null;
  }

  private void round() {
    if (asking.compareAndSet(false, true)) {
      var _ =
          chatService
              .revocations(position)
              .thenAccept(this::learn)
              .whenComplete((_, _) -> asking.set(false));
    }
  }

  private void learn(RevocationNews news) {
    revocations.learn(news);
    position = news.position();
    revoked.forget(clock.instant());
    meters.answered();
  }
}
