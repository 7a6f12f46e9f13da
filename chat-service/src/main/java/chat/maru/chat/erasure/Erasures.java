package chat.maru.chat.erasure;

import chat.maru.chat.problem.Outage;
import chat.maru.operation.audit.Audit;
import chat.maru.operation.audit.AuditEvent;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/// Erases users: destroys the keys of what they wrote, then empties their account (D14).
///
/// The keys come first, in the store of their own that remembers the erasure; so one that was
/// broken off, or undone by an older copy of the message database, is carried out again by the next
/// round.
class Erasures {
  private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);
  private static final UUID FIRST = new UUID(0, 0);
  private static final int PAGE = 1_000;

  private final ErasureTable keys;
  private final Accounts accounts;

  Erasures(ErasureTable keys, Accounts accounts) {
    this.keys = keys;
    this.accounts = accounts;
  }

  /// When it returns, no service opens what this user wrote for longer than it remembers keys (4
  /// s), and sessions end within 5 s. May be repeated.
  void erase(UUID userId) {
    keys.erase(userId);
    accounts.empty(userId);
    Audit.success(AuditEvent.USER_ERASED, userId);
  }

  @Scheduled(fixedDelay = 60_000, initialDelay = 10_000)
  void round() {
    try {
      int destroyed = keys.destroyReleased();
      if (destroyed > 0) {
        LOG.info("{} keys are destroyed that were held", destroyed);
      }
      emptyAgain();
    } catch (RuntimeException e) {
      if (!Outage.isCauseOf(e)) {
        throw e;
      }
      LOG.warn("Erasures wait for a database: {}", e.toString());
    }
  }

  private void emptyAgain() {
    List<UUID> page = keys.erasedAfter(FIRST, PAGE);
    while (!page.isEmpty()) {
      accounts.notEmpty(page).forEach(this::erase);
      page = keys.erasedAfter(page.getLast(), PAGE);
    }
  }
}
