package chat.maru.cluster.keys;

import chat.maru.cluster.state.ClusterState;
import chat.maru.contract.cipher.KeyEncryptionKey;
import chat.maru.contract.cipher.Keyring;
import chat.maru.testkit.issuer.Forgery;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.function.Consumer;

/// What nobody but a cluster's embedded issuer has: the key that it signs with. For tokens that
/// only it could make and never does, and for thousands of users at once, whose passwords would
/// take minutes to hash.
public final class IssuerKey {
  private final ClusterState state;
  private final ECKey key;

  private IssuerKey(ClusterState state, ECKey key) {
    this.state = state;
    this.key = key;
  }

  public static IssuerKey of(ClusterState state) {
    var postgres = state.postgres();
    try (var connection =
            DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.username(), postgres.password());
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select kid, wrapped_key from signing_key where retired_at is null"
                    + " order by created_at limit 1")) {
      rows.next();
      return new IssuerKey(
          state, unwrapped(state, rows.getString("kid"), rows.getBytes("wrapped_key")));
    } catch (SQLException | ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ECKey unwrapped(ClusterState state, String kid, byte[] wrapped)
      throws ParseException {
    Keyring keyring = Keyring.load(state.keyring(), KeyEncryptionKey.of(state.kek()));
    byte[] key = keyring.unwrap(wrapped, "signing-key:" + kid);
    return ECKey.parse(new String(key, StandardCharsets.UTF_8));
  }

  public ECKey key() {
    return key;
  }

  /// As the issuer makes them.
  public String token(String userId, Duration life) {
    Date end = Date.from(Instant.now().plus(life));
    return Forgery.signed(key, claims(userId, claims -> claims.expirationTime(end)));
  }

  /// Those of a good token for a quarter of an hour from now, with these changes.
  public JWTClaimsSet claims(String userId, Consumer<JWTClaimsSet.Builder> changes) {
    Instant now = Instant.now();
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(state.page())
            .audience("maru")
            .subject(userId)
            .claim("sid", UUID.randomUUID().toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(900)));
    changes.accept(claims);
    return claims.build();
  }
}
