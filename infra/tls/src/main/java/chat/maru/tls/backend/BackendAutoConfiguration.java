package chat.maru.tls.backend;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;

@AutoConfiguration
@Profile("production")
class BackendAutoConfiguration {

  @Bean
  static BackendCheck backendCheck(Environment settings) {
    return new BackendCheck(settings);
  }
}
