package chat.maru.persistence;

import chat.maru.operation.database.DatabaseOutage;
import java.time.Duration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

@Configuration(proxyBeanMethods = false)
class MigrationConfiguration {
  private static final RetryPolicy WHILE_THE_DATABASE_IS_AWAY =
      RetryPolicy.builder()
          .predicate(DatabaseOutage::isCauseOf)
          .maxRetries(30)
          .delay(Duration.ofSeconds(1))
          .build();

  /// Flyway itself waits for a connection only; a database that goes away behind that would end the
  /// start.
  @Bean
  FlywayMigrationStrategy migration() {
    RetryTemplate patience = new RetryTemplate(WHILE_THE_DATABASE_IS_AWAY);
    return flyway -> patience.invoke(flyway::migrate);
  }
}
