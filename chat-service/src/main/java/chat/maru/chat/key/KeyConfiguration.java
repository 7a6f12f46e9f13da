package chat.maru.chat.key;

import chat.maru.chat.ChatSettings;
import chat.maru.chat.RefusedStartException;
import chat.maru.chat.problem.Outage;
import chat.maru.contract.cipher.Keyring;
import chat.maru.contract.cipher.KeyringFile;
import chat.maru.contract.key.KeyTable;
import chat.maru.contract.key.OpenedKeys;
import chat.maru.contract.key.WrappedKeys;
import chat.maru.operation.key.KeySettings;
import chat.maru.operation.key.KeyStore;
import chat.maru.operation.key.KeyringMeters;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KeySettings.class)
class KeyConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(KeyConfiguration.class);

  /// Crowds of gateways' first questions come after a start.
  private static final int CONNECTIONS = 8;

  /// What is erased stays readable for no longer.
  private static final Duration KEYS_LIVE = Duration.ofSeconds(4);

  @Bean
  KeyringFile keyringFile(ChatSettings settings) {
    try {
      return new KeyringFile(
          settings.keyringFile(),
          settings.kek(),
          e -> LOG.error("The changed keyring can't be read, going on with the old one", e));
    } catch (IllegalArgumentException e) {
      throw new RefusedStartException("maru.keyring-file", e);
    }
  }

  @Bean
  KeyringMeters keyringMeters(Supplier<Keyring> keyring) {
    return new KeyringMeters(keyring);
  }

  @Bean
  KeyStore keyStore(KeySettings settings, ChatSettings node) {
    return new KeyStore(
        settings, node.node(), CONNECTIONS, flyway -> Outage.patience().invoke(flyway::migrate));
  }

  @Bean
  KeyTable keyTable(KeyStore store) {
    return store.table();
  }

  @Bean
  WrappedKeys wrappedKeys(KeyTable table) {
    return new WrappedKeys(table, KEYS_LIVE, Ticker.systemTicker());
  }

  @Bean
  OpenedKeys openedKeys(Supplier<Keyring> keyring) {
    return new OpenedKeys(keyring);
  }
}
