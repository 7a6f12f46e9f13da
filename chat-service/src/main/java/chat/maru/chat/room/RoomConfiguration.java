package chat.maru.chat.room;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
class RoomConfiguration {

  @Bean
  Snapshots snapshots(PlatformTransactionManager transactions) {
    return new Snapshots(transactions);
  }
}
