package chat.maru.gateway.socket;

import chat.maru.contract.cipher.Keyring;
import chat.maru.contract.cipher.KeyringFile;
import chat.maru.contract.key.OpenedKeys;
import chat.maru.contract.node.NodeAddress;
import chat.maru.gateway.delivery.NodeLife;
import chat.maru.gateway.delivery.NodeRounds;
import chat.maru.gateway.identity.KeysAtStart;
import chat.maru.gateway.intake.Intake;
import chat.maru.gateway.intake.MessageLog;
import chat.maru.gateway.session.Sessions;
import chat.maru.gateway.settings.GatewaySettings;
import chat.maru.gateway.timer.Timer;
import chat.maru.operation.key.KeyringMeters;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.micrometer.metrics.autoconfigure.MeterRegistryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ServiceConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceConfiguration.class);

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  /// All meters tell the node, also when its name was made at start.
  @Bean
  MeterRegistryCustomizer<MeterRegistry> metersTellTheNode(NodeAddress self) {
    return registry -> registry.config().commonTags("node", self.nodeId());
  }

  @Bean
  Timer timer() {
    return new Timer();
  }

  @Bean
  KeyringFile keyringFile(GatewaySettings settings) {
    return new KeyringFile(
        settings.keyringFile(),
        settings.kek(),
        e -> LOG.error("The changed keyring can't be read, going on with the old one", e));
  }

  @Bean
  KeyringMeters keyringMeters(Supplier<Keyring> keyring) {
    return new KeyringMeters(keyring);
  }

  @Bean
  OpenedKeys openedKeys(Supplier<Keyring> keyring) {
    return new OpenedKeys(keyring);
  }

  @Bean
  Gate gate() {
    return new Gate();
  }

  @Bean
  NodeLifecycle nodeLifecycle(
      Gate gate,
      NodeRounds rounds,
      NodeLife node,
      Sessions sessions,
      Intake intake,
      GatewaySettings settings) {
    return new NodeLifecycle(gate, rounds, node, sessions, intake, settings.gateway().timing());
  }

  @Bean
  Readiness gatewayHealthIndicator(KeysAtStart keys, MessageLog log, NodeLife node, Gate gate) {
    return new Readiness(keys, log, node, gate);
  }
}
