package chat.maru.chat;

import chat.maru.chat.problem.Outage;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MigrationConfiguration {

  /// Flyway itself waits for a connection only; a database that goes away behind that would end the
  /// start.
  @Bean
  FlywayMigrationStrategy migration() {
    return flyway -> Outage.patience().invoke(flyway::migrate);
  }
}
