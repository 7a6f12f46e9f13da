package chat.maru.chat.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.maru.chat.problem.Outage;
import chat.maru.contract.cipher.Keyring;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionOperations;

class SigningKeysTest {
  private static final RetryTemplate TWICE =
      new RetryTemplate(
          RetryPolicy.builder()
              .predicate(Outage::isCauseOf)
              .maxRetries(2)
              .delay(Duration.ZERO)
              .build());

  @Test
  void aNodeThatStartsWhileTheDatabaseIsAwayWaitsForItsKeys() throws JOSEException {
    ECKey key = new ECKeyGenerator(Curve.P_256).keyID("first").generate();
    assertThat(keys(new Away(2, key)).signing()).isEqualTo(key);
  }

  @Test
  void itGivesUpInTheEnd() throws JOSEException {
    ECKey key = new ECKeyGenerator(Curve.P_256).keyID("first").generate();
    assertThatThrownBy(() -> keys(new Away(3, key)))
        .isInstanceOf(CannotGetJdbcConnectionException.class);
  }

  private static SigningKeys keys(SigningKeyStore store) {
    return new SigningKeys(store, TWICE, Clock.systemUTC());
  }

  /// A database that is away the first times.
  private static final class Away extends SigningKeyStore {
    private final ECKey key;
    private int times;

    Away(int times, ECKey key) {
      super(
          JdbcClient.create(new DriverManagerDataSource()),
          TransactionOperations.withoutTransaction(),
          Keyring::generate,
          Clock.systemUTC());
      this.times = times;
      this.key = key;
    }

    @Override
    List<Stored> loadOrMake() {
      if (times-- > 0) {
        throw new CannotGetJdbcConnectionException(
            "away", new SQLTransientConnectionException("away", "08001"));
      }
      return List.of(new Stored(key, Instant.EPOCH, false));
    }
  }
}
