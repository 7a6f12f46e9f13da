package chat.maru.chat.issuer;

import chat.maru.chat.issuer.SigningKeyStore.Stored;
import chat.maru.chat.problem.Outage;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryOperations;

/// The issuer's keys as this node last read them: the same on every node, and over restarts.
///
/// Read again every minute, and at once when a token names an unknown key, but at most every five
/// seconds. While the database is away the last ones stay good.
class SigningKeys {
  private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
  private static final Duration FRESH = Duration.ofMinutes(1);
  private static final Duration UNKNOWN_KEY_PAUSE = Duration.ofSeconds(5);

  private final SigningKeyStore store;
  private final Clock clock;
  private volatile Snapshot snapshot;

  /// @param patience repeats the first reading as long as the database may be away: without keys
  ///   there is nothing to go on with
  SigningKeys(SigningKeyStore store, RetryOperations patience, Clock clock) {
    this.store = store;
    this.clock = clock;
    this.snapshot = Snapshot.of(patience.invoke(store::loadOrMake), clock.instant());
  }

  /// The key that signs new tokens.
  ECKey signing() {
    return Stored.signingAt(notOlderThan(FRESH).stored(), clock.instant()).key();
  }

  /// Every key that verifies, without its private part.
  JWKSet published() {
    return notOlderThan(FRESH).all().toPublicJWKSet();
  }

  List<JWK> select(JWKSelector selector) {
    List<JWK> keys = selector.select(notOlderThan(FRESH).all());
    return keys.isEmpty() ? selector.select(notOlderThan(UNKNOWN_KEY_PAUSE).all()) : keys;
  }

  /// Reads them now.
  void readAgain() {
    snapshot = reload(snapshot, clock.instant());
  }

  private Snapshot notOlderThan(Duration age) {
    Snapshot current = snapshot;
    Instant now = clock.instant();
    if (current.readAt().plus(age).isAfter(now)) {
      return current;
    }
    snapshot = reload(current, now);
    return snapshot;
  }

  private Snapshot reload(Snapshot current, Instant now) {
    try {
      return Snapshot.of(store.load(), now);
    } catch (RuntimeException e) {
      if (!Outage.isCauseOf(e)) {
        throw e;
      }
      LOG.warn(
          "Signing keys could not be read again, going on with the last ones: {}", e.toString());
      return Snapshot.of(current.stored(), now);
    }
  }

  private record Snapshot(List<Stored> stored, JWKSet all, Instant readAt) {
    static Snapshot of(List<Stored> keys, Instant now) {
      List<JWK> all = keys.stream().<JWK>map(Stored::key).toList();
      return new Snapshot(keys, new JWKSet(all), now);
    }
  }
}
