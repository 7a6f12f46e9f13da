package chat.maru.cluster.e2e;

import chat.maru.cluster.state.ClusterState;
import chat.maru.contract.cipher.KeyEncryptionKey;
import chat.maru.contract.cipher.Keyring;
import com.nimbusds.jose.jwk.ECKey;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.text.ParseException;

/// What nobody but the embedded issuer has: the key that it signs with. For tokens that only it
/// could make and never does.
final class IssuerSecrets {
  private IssuerSecrets() {}

  static ECKey signingKey(ClusterState state) {
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
      return unwrapped(state, rows.getString("kid"), rows.getBytes("wrapped_key"));
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
}
