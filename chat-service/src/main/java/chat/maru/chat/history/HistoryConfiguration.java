package chat.maru.chat.history;

import chat.maru.contract.cipher.MessageCipher;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class HistoryConfiguration {

  @Bean
  MessageTexts messageTexts(MessageCipher cipher, MeterRegistry meters) {
    return new MessageTexts(cipher, meters);
  }

  @Bean
  Tails tails(JdbcClient database, MessageTexts texts) {
    return new Tails(database, texts);
  }
}
