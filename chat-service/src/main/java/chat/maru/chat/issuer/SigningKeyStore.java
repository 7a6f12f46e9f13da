package chat.maru.chat.issuer;

import chat.maru.contract.cipher.Keyring;
import chat.maru.operation.audit.Audit;
import chat.maru.operation.audit.AuditEvent;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/// The keys in table `signing_key`, each wrapped by the keyring for its own key id.
class SigningKeyStore {
  /// How long a key verifies after it signed its last token: longer than any of them lives, and
  /// than a node may go on with keys that it read before.
  static final Duration OVERLAP = AccessTokens.LIFE.plus(Duration.ofMinutes(45));

  /// Any number that nothing else locks on; only one node at a time may find that a key is missing.
  private static final long NEW_KEY_LOCK = 0x6d617275_6b657931L;

  private final JdbcClient database;
  private final TransactionOperations transactions;
  private final Supplier<Keyring> keyring;
  private final Clock clock;

  SigningKeyStore(
      JdbcClient database,
      TransactionOperations transactions,
      Supplier<Keyring> keyring,
      Clock clock) {
    this.database = database;
    this.transactions = transactions;
    this.keyring = keyring;
    this.clock = clock;
  }

  /// All keys, newest first, after making one if none may sign.
  List<Stored> loadOrMake() {
    List<Stored> keys = load();
    if (keys.stream().allMatch(Stored::retired)) {
      transactions.executeWithoutResult(_ -> makeIfNone());
      return load();
    }
    return keys;
  }

  List<Stored> load() {
    return database
        .sql(
            "select kid, wrapped_key, created_at, retired_at from signing_key order by created_at desc, kid")
        .query((row, _) ->
            new Stored(
                unwrap(row.getString("kid"), row.getBytes("wrapped_key")),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("retired_at") != null))
        .list();
  }

  /// Adds a key if the newest one has served for so long, retires those that have a successor, and
  /// drops those that were retired an [#OVERLAP] ago.
  ///
  /// @return whether a key was added
  boolean rotate(Duration life) {
    return Boolean.TRUE.equals(transactions.execute(_ -> rotateLocked(life)));
  }

  /// Adds a key and drops all others: what they signed counts no more.
  void replaceAll() {
    transactions.executeWithoutResult(_ -> {
      lock();
      database.sql("delete from signing_key").update();
      add();
    });
  }

  private boolean rotateLocked(Duration life) {
    lock();
    Instant now = clock.instant();
    List<Stored> keys = load();
    Optional<Stored> newest = keys.stream().filter(key -> !key.retired()).findFirst();
    boolean due = newest.isEmpty() || !newest.get().createdAt().plus(life).isAfter(now);
    if (due) {
      add();
    }
    database
        .sql("update signing_key set retired_at = ? where retired_at is null and created_at < ?")
        .params(Timestamp.from(now), Timestamp.from(Stored.signingAt(load(), now).createdAt()))
        .update();
    database
        .sql("delete from signing_key where retired_at < ?")
        .param(Timestamp.from(now.minus(OVERLAP)))
        .update();
    return due;
  }

  private void makeIfNone() {
    lock();
    if (load().stream().allMatch(Stored::retired)) {
      add();
    }
  }

  private void lock() {
    database.sql("select pg_advisory_xact_lock(?)").param(NEW_KEY_LOCK).query((_, _) -> 0).list();
  }

  private void add() {
    ECKey key = generate();
    database
        .sql("insert into signing_key (kid, wrapped_key, created_at) values (?, ?, ?)")
        .params(key.getKeyID(), wrap(key), Timestamp.from(clock.instant()))
        .update();
    Audit.success(AuditEvent.SIGNING_KEY_MADE, null);
  }

  private static ECKey generate() {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyID(UUID.randomUUID().toString())
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.ES256)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("a signing key could not be generated", e);
    }
  }

  private byte[] wrap(ECKey key) {
    return keyring
        .get()
        .wrap(key.toJSONString().getBytes(StandardCharsets.UTF_8), purpose(key.getKeyID()));
  }

  private ECKey unwrap(String kid, byte[] wrapped) {
    try {
      return ECKey.parse(
          new String(keyring.get().unwrap(wrapped, purpose(kid)), StandardCharsets.UTF_8));
    } catch (ParseException e) {
      throw new IllegalStateException("signing key " + kid + " is not a JWK", e);
    }
  }

  private static String purpose(String kid) {
    return "signing-key:" + kid;
  }

  /// @param retired it signs no more and still verifies
  record Stored(ECKey key, Instant createdAt, boolean retired) {
    /// A key is published for so long before it signs: every node has read it by then.
    static final Duration AHEAD = Duration.ofMinutes(5);

    /// The newest that has been published long enough; if none has, the oldest.
    ///
    /// @param keys newest first
    static Stored signingAt(List<Stored> keys, Instant now) {
      List<Stored> able = keys.stream().filter(key -> !key.retired()).toList();
      if (able.isEmpty()) {
        throw new IllegalStateException("signing keys: all are retired");
      }
      return able.stream()
          .filter(key -> !key.createdAt().plus(AHEAD).isAfter(now))
          .findFirst()
          .orElse(able.getLast());
    }
  }
}
