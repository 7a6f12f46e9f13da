package chat.maru.chat.history;

import chat.maru.contract.key.OpenedKeys;
import chat.maru.contract.key.WrappedKeys;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class HistoryConfiguration {

  @Bean
  MessageTexts messageTexts(WrappedKeys keys, OpenedKeys opened, MeterRegistry meters) {
    return new MessageTexts(keys, opened, meters);
  }

  @Bean
  Tails tails(JdbcClient database, MessageTexts texts) {
    return new Tails(database, texts);
  }
}
