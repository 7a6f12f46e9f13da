package chat.maru.tls.listener;

import chat.maru.tls.TlsSettings;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;

/// The listeners of clients and of other services.
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(TlsSettings.class)
class ListenerAutoConfiguration {

  @Bean
  ListenerCustomizer publicListeners(TlsSettings settings, SslBundles bundles) {
    return new ListenerCustomizer(Listener.PUBLIC, settings, bundles);
  }
}
