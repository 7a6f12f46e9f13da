package chat.maru.chat.issuer;

import chat.maru.chat.problem.Outage;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/// Puts a new signing key in the place of one that has served its time, with an overlap: it is
/// published before it signs, and the old one verifies until its last token has ended. Nobody has
/// to sign in again.
///
/// Any node may do it, any number at once: the database lets one in.
class KeyRotation {
  private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);

  private final SigningKeyStore store;
  private final SigningKeys keys;
  private final Duration life;

  /// @param life how long a key serves until it gets a successor
  KeyRotation(SigningKeyStore store, SigningKeys keys, Duration life) {
    this.store = store;
    this.keys = keys;
    this.life = life;
  }

  @Scheduled(fixedDelay = 10, initialDelay = 1, timeUnit = TimeUnit.MINUTES)
  void rotateIfDue() {
    try {
      rotate(life);
    } catch (RuntimeException e) {
      if (!Outage.isCauseOf(e)) {
        throw e;
      }
      LOG.warn("Signing keys could not be rotated, trying again later: {}", e.toString());
    }
  }

  /// The next key now, whatever the age of the one before.
  void rotateNow() {
    rotate(Duration.ZERO);
  }

  /// For a key that somebody else may have: nothing that any key signed until now counts any more,
  /// once every node has read the keys again.
  void withdrawAll() {
    store.replaceAll();
    keys.readAgain();
    LOG.warn("All signing keys were withdrawn: every access token must be refreshed");
  }

  private void rotate(Duration served) {
    if (store.rotate(served)) {
      keys.readAgain();
      LOG.info("A new signing key was made");
    }
  }
}
