package chat.maru.tls.listener;

import chat.maru.tls.TlsSettings;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;

/// The listener for health and metrics: a web server, and a context, of its own.
@ManagementContextConfiguration(ManagementContextType.CHILD)
class ManagementListenerConfiguration {

  @Bean
  ListenerCustomizer managementListener(TlsSettings settings, SslBundles bundles) {
    return new ListenerCustomizer(Listener.MANAGEMENT, settings, bundles);
  }
}
