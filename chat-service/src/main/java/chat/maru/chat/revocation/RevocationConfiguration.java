package chat.maru.chat.revocation;

import chat.maru.chat.directory.SessionDirectory;
import chat.maru.chat.problem.Outage;
import chat.maru.contract.revocation.Revoked;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class RevocationConfiguration {

  /// What this node refuses.
  @Bean
  Revoked revoked() {
    return new Revoked();
  }

  @Bean
  RevocationTable revocationTable(JdbcClient database) {
    return new RevocationTable(database);
  }

  @Bean
  Announcements revocationAnnouncements(Revoked revoked, SessionDirectory directory) {
    return new Announcements(revoked, directory);
  }

  @Bean
  Revocations revocations(
      RevocationTable table,
      PlatformTransactionManager transactions,
      Announcements announcements,
      Clock clock) {
    return new Revocations(table, new TransactionTemplate(transactions), announcements, clock);
  }

  @Bean
  RevocationRounds revocationRounds(RevocationTable table, Revoked revoked, Clock clock) {
    return new RevocationRounds(table, revoked, Outage.patience(), clock);
  }
}
