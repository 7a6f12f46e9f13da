package chat.maru.operation.start;

import chat.maru.operation.audit.Audit;
import chat.maru.operation.audit.AuditEvent;
import java.util.List;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.core.env.Environment;

/// Keeps a production node from starting half set up: before any configuration is read, so before
/// anything connects or writes, and with all that is missing in one answer.
///
/// It sees whether secrets are there, not whether they are right: those who use them find out.
/// Commands, which are not whole services, know themselves what they need.
final class ProductionCheck implements BeanDefinitionRegistryPostProcessor {
  /// What an operator may accept that production otherwise refuses; each is told at every start.
  private static final List<String> OVERRIDES =
      List.of(
          "maru.topics.allow-under-replicated",
          "maru.tls.allow-plaintext-backends",
          "maru.tls.allow-plaintext-listeners");

  private final Environment environment;

  ProductionCheck(Environment environment) {
    this.environment = environment;
  }

  /// @throws IncompleteSettingsException naming every one of them
  @Override
  public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
    if (registry instanceof ListableBeanFactory beans
        && beans.getBeanNamesForAnnotation(EnableAutoConfiguration.class).length > 0) {
      check(environment.getProperty("spring.application.name", ""));
    }
  }

  private void check(String name) {
    Settings settings = Settings.of(environment);
    List<String> faults =
        Service.named(name).stream()
            .flatMap(Demand::of)
            .flatMap(demand -> demand.fault(settings).stream())
            .toList();
    if (!faults.isEmpty()) {
      throw new IncompleteSettingsException(name, faults);
    }
    OVERRIDES.stream()
        .filter(override -> settings.has(override) && !settings.text(override).equals("false"))
        .forEach(override -> Audit.success(AuditEvent.OVERRIDE_IN_FORCE, null, override));
  }
}
