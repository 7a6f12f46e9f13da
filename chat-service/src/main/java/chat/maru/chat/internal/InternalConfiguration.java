package chat.maru.chat.internal;

import chat.maru.chat.ChatSettings;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

@Configuration(proxyBeanMethods = false)
class InternalConfiguration {

  @Bean
  InternalListener internalListener(ChatSettings settings) {
    return new InternalListener(settings.chat().internalAddress(), settings.chat().internalPort());
  }

  @Bean
  WebServerFactoryCustomizer<JettyServletWebServerFactory> internalListenerCustomizer(
      InternalListener listener) {
    return factory -> factory.addServerCustomizers(listener);
  }

  @Bean
  FilterRegistrationBean<InternalGate> internalGate(
      InternalListener listener, ChatSettings settings) {
    FilterRegistrationBean<InternalGate> gate =
        new FilterRegistrationBean<>(
            new InternalGate(listener, ServiceToken.load(settings.serviceTokenFile())));
    gate.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return gate;
  }
}
