package chat.maru.operation.start;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Profiles;

/// Gives every service that starts in the profile `production` its [ProductionCheck].
class ProductionInitializer
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  private static final Profiles PRODUCTION = Profiles.of("production");

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    if (context.getEnvironment().acceptsProfiles(PRODUCTION)) {
      context.addBeanFactoryPostProcessor(new ProductionCheck(context.getEnvironment()));
    }
  }
}
