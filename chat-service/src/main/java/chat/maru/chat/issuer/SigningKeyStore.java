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
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/// The keys in table `signing_key`, each wrapped by the keyring for its own key id.
class SigningKeyStore {
  /// Any number that nothing else locks on; only one node at a time may find that there is no key.
  private static final long FIRST_KEY_LOCK = 0x6d617275_6b657931L;

  private final JdbcClient database;
  private final TransactionOperations transactions;
  private final Keyring keyring;
  private final Clock clock;

  SigningKeyStore(
      JdbcClient database, TransactionOperations transactions, Keyring keyring, Clock clock) {
    this.database = database;
    this.transactions = transactions;
    this.keyring = keyring;
    this.clock = clock;
  }

  /// All keys, newest first, after making one if none may sign.
  List<Stored> loadOrMake() {
    List<Stored> keys = load();
    if (keys.stream().noneMatch(Stored::signs)) {
      transactions.executeWithoutResult(_ -> makeIfNone());
      return load();
    }
    return keys;
  }

  List<Stored> load() {
    return database
        .sql("select kid, wrapped_key, retired_at from signing_key order by created_at desc, kid")
        .query((row, _) ->
            new Stored(
                unwrap(row.getString("kid"), row.getBytes("wrapped_key")),
                row.getTimestamp("retired_at") == null))
        .list();
  }

  private void makeIfNone() {
    database.sql("select pg_advisory_xact_lock(?)").param(FIRST_KEY_LOCK).query((_, _) -> 0).list();
    if (load().stream().anyMatch(Stored::signs)) {
      return;
    }
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
    return keyring.wrap(
        key.toJSONString().getBytes(StandardCharsets.UTF_8), purpose(key.getKeyID()));
  }

  private ECKey unwrap(String kid, byte[] wrapped) {
    try {
      return ECKey.parse(new String(keyring.unwrap(wrapped, purpose(kid)), StandardCharsets.UTF_8));
    } catch (ParseException e) {
      throw new IllegalStateException("signing key " + kid + " is not a JWK", e);
    }
  }

  private static String purpose(String kid) {
    return "signing-key:" + kid;
  }

  /// @param signs false once retired: it still verifies
  record Stored(ECKey key, boolean signs) {}
}
