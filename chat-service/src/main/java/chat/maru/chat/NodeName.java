package chat.maru.chat;

import chat.maru.contract.node.HostName;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/// Gives a node that was told no `maru.node` the name of its host and a random suffix, before
/// anything asks: metrics, logs, traces and Kafka's client ids then agree. The name of such a node
/// changes with every start.
class NodeName implements EnvironmentPostProcessor {
  private static final String SETTING = "maru.node";

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    if (environment.getProperty(SETTING, "").isBlank()) {
      environment
          .getPropertySources()
          .addFirst(new MapPropertySource("nameOfNode", Map.of(SETTING, HostName.withSuffix())));
    }
  }
}
