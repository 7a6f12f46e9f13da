package chat.maru.persistence;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

@Configuration(proxyBeanMethods = false)
class MigrationConfiguration {
  /// SQLSTATE classes: connection, operator intervention.
  private static final Set<String> PASSING = Set.of("08", "57");

  private static final RetryPolicy WHILE_THE_DATABASE_IS_AWAY =
      RetryPolicy.builder()
          .predicate(MigrationConfiguration::passes)
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

  private static boolean passes(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException e && passes(e)) {
        return true;
      }
    }
    return false;
  }

  /// The server's errors have a state; without one it is the pool, which has no connection to give
  /// or whose connection is closed.
  private static boolean passes(SQLException failure) {
    String state = failure.getSQLState();
    return state == null || state.length() == 5 && PASSING.contains(state.substring(0, 2));
  }
}
