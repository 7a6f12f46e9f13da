package chat.maru.chat.key;

import chat.maru.chat.ChatSettings;
import chat.maru.chat.RefusedStartException;
import chat.maru.chat.problem.Outage;
import chat.maru.contract.cipher.Keyring;
import chat.maru.contract.cipher.KeyringFile;
import chat.maru.contract.key.KeyTable;
import chat.maru.contract.key.OpenedKeys;
import chat.maru.contract.key.WrappedKeys;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class KeyConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(KeyConfiguration.class);

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

  /// By these an operator sees that a node has read a changed keyring.
  @Bean
  MeterBinder keyringMeters(Supplier<Keyring> keyring) {
    return registry -> {
      Gauge.builder("maru.keyring.keys", () -> keyring.get().size())
          .description("Keys of the keyring")
          .register(registry);
      Gauge.builder("maru.keyring.primary", () -> keyring.get().primaryId())
          .description("Id of the keyring's key that wraps")
          .register(registry);
    };
  }

  @Bean
  KeyStore keyStore(KeySettings settings, ChatSettings node) {
    return new KeyStore(settings, node.node(), Outage.patience());
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
