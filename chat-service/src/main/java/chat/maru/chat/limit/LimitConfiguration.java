package chat.maru.chat.limit;

import chat.maru.chat.ChatSettings;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

@Configuration(proxyBeanMethods = false)
class LimitConfiguration {
  /// Before the one that gives places for the database.
  private static final int LAST = Ordered.LOWEST_PRECEDENCE - 1;

  @Bean
  AddressLimits addressLimits(ChatSettings settings, MeterRegistry registry) {
    return new AddressLimits(new AddressFilter(settings.chat().perAddress(), registry));
  }

  @Bean
  FilterRegistrationBean<UserFilter> userFilter(ChatSettings settings, MeterRegistry registry) {
    var filter = new FilterRegistrationBean<>(new UserFilter(settings.chat().perUser(), registry));
    filter.setOrder(LAST);
    return filter;
  }
}
