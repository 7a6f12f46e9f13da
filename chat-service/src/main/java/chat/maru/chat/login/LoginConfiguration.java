package chat.maru.chat.login;

import chat.maru.chat.ChatSettings;
import chat.maru.chat.guess.Guesses;
import chat.maru.chat.identity.Users;
import chat.maru.chat.issuer.AccessTokens;
import chat.maru.chat.revocation.Revocations;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "maru.chat.embedded-issuer", matchIfMissing = true)
class LoginConfiguration {

  @Bean
  RefreshTokens refreshTokens(
      JdbcClient database,
      PlatformTransactionManager transactions,
      Revocations revocations,
      Clock clock) {
    return new RefreshTokens(database, new TransactionTemplate(transactions), revocations, clock);
  }

  @Bean
  Guesses guesses() {
    return new Guesses(Ticker.systemTicker());
  }

  @Bean
  Logins logins(
      Users users,
      RefreshTokens refreshTokens,
      AccessTokens accessTokens,
      Revocations revocations,
      ChatSettings settings,
      Clock clock) {
    PasswordHasher passwords =
        new PasswordHasher(
            settings.chat().bcryptStrength(), Runtime.getRuntime().availableProcessors());
    return new Logins(users, passwords, refreshTokens, accessTokens, revocations, clock);
  }
}
