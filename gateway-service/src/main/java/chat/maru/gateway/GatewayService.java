package chat.maru.gateway;

import chat.maru.gateway.settings.GatewaySettings;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;

/// Starts one gateway node.
@SpringBootApplication(exclude = MicrometerTracingAutoConfiguration.class) // spans of our own only
@EnableConfigurationProperties(GatewaySettings.class)
public class GatewayService {
  public static void main(String[] args) {
    SpringApplication.run(GatewayService.class, args);
  }
}
