package chat.maru.chat;

import chat.maru.contract.cipher.Keyring;
import chat.maru.contract.cipher.MessageCipher;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SharedConfiguration {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  Keyring keyring(ChatSettings settings) {
    try {
      return Keyring.load(settings.keyringFile());
    } catch (IllegalArgumentException e) {
      throw new RefusedStartException("maru.keyring-file", e);
    }
  }

  @Bean
  MessageCipher messageCipher(Keyring keyring) {
    return keyring.messageCipher();
  }
}
