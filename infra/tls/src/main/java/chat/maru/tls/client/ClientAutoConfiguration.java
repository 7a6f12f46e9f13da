package chat.maru.tls.client;

import chat.maru.tls.TlsSettings;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
@EnableConfigurationProperties(TlsSettings.class)
class ClientAutoConfiguration {

  @Bean
  ServiceTrust serviceTrust(TlsSettings settings, SslBundles bundles) {
    return new ServiceTrust(settings, bundles);
  }
}
