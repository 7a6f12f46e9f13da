package chat.maru.chat.erasure;

import chat.maru.chat.revocation.Revocations;
import chat.maru.operation.key.KeyStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class ErasureConfiguration {

  @Bean
  ErasureTable erasureTable(KeyStore store) {
    return new ErasureTable(store.database(), store.transactions());
  }

  @Bean
  Erasures erasures(
      ErasureTable keys,
      JdbcClient database,
      PlatformTransactionManager transactions,
      Revocations revocations) {
    return new Erasures(
        keys, new Accounts(database, new TransactionTemplate(transactions), revocations));
  }
}
