package chat.maru.chat.identity;

import chat.maru.chat.ChatSettings;
import chat.maru.token.TokenUser.Naming;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class IdentityConfiguration implements WebMvcConfigurer {
  private final Naming naming;

  IdentityConfiguration(Naming naming) {
    this.naming = naming;
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new CallerArgument(naming));
  }

  @Bean
  static Acquaintance acquaintance(Users users, ChatSettings settings, Clock clock) {
    return new Acquaintance(users, settings.chat().embeddedIssuer(), clock);
  }
}
