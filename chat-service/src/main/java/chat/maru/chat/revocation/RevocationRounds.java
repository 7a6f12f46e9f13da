package chat.maru.chat.revocation;

import chat.maru.chat.problem.Outage;
import chat.maru.contract.revocation.RevocationNews;
import chat.maru.contract.revocation.Revoked;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryOperations;
import org.springframework.scheduling.annotation.Scheduled;

/// Keeps what this node refuses up to date with the table, every 2 s and before it takes anybody.
class RevocationRounds {
  private static final Logger LOG = LoggerFactory.getLogger(RevocationRounds.class);

  private final RevocationTable table;
  private final Revoked here;
  private final Clock clock;
  private long position = RevocationNews.START; // the constructor, then the scheduler alone

  /// @param patience repeats the first reading as long as the database may be away: without it a
  ///   banned user would be let in
  RevocationRounds(RevocationTable table, Revoked here, RetryOperations patience, Clock clock) {
    this.table = table;
    this.here = here;
    this.clock = clock;
    patience.invoke(this::learn);
  }

  @Scheduled(fixedDelay = 2_000)
  void round() {
    try {
      learn();
    } catch (RuntimeException e) {
      if (!Outage.isCauseOf(e)) {
        throw e;
      }
      LOG.warn("Revocations could not be read, going on with those known: {}", e.toString());
    }
  }

  private void learn() {
    RevocationNews news = table.since(position);
    here.learn(news);
    position = news.position();
    here.forget(clock.instant());
  }
}
