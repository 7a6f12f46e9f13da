package chat.maru.chat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/// Gives a node that was told no `maru.node` the name of its host and a random suffix, before
/// anything asks: metrics, logs, traces and Kafka's client ids then agree. The name of such a node
/// changes with every start.
class NodeName implements EnvironmentPostProcessor {
  private static final String SETTING = "maru.node";
  private static final int LONGEST_HOST = 50;

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    if (environment.getProperty(SETTING, "").isBlank()) {
      environment
          .getPropertySources()
          .addFirst(new MapPropertySource("nameOfNode", Map.of(SETTING, nameOfHost())));
    }
  }

  private static String nameOfHost() {
    String suffix = "-" + UUID.randomUUID().toString().substring(0, 8);
    try {
      String host = InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9-]", "-");
      return host.substring(0, Math.min(host.length(), LONGEST_HOST)) + suffix;
    } catch (UnknownHostException e) {
      return "node" + suffix;
    }
  }
}
