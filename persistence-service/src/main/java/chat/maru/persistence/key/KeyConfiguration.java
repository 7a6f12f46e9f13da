package chat.maru.persistence.key;

import chat.maru.contract.cipher.Keyring;
import chat.maru.contract.cipher.KeyringFile;
import chat.maru.contract.key.KeyTable;
import chat.maru.contract.key.OpenedKeys;
import chat.maru.persistence.RefusedStartException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// `maru.keyring-file` and `maru.kek`: the keyring that all services share, and what wraps it. No
/// defaults.
@Configuration(proxyBeanMethods = false)
class KeyConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(KeyConfiguration.class);
  private static final String FILE = "maru.keyring-file";
  private static final String KEK = "maru.kek";

  @Bean
  KeyringFile keyringFile(
      @Value("${" + FILE + ":#{null}}") @Nullable Path file,
      @Value("${" + KEK + ":#{null}}") @Nullable String kek) {
    if (file == null) {
      throw new RefusedStartException(
          FILE + ": none", "set " + FILE + " to the keyring that all services share");
    }
    if (kek == null) {
      throw new RefusedStartException(
          KEK + ": none", "set " + KEK + " to the key that wraps the keyring");
    }
    try {
      return new KeyringFile(
          file, kek, e -> LOG.error("The changed keyring can't be read, the old one stays", e));
    } catch (IllegalArgumentException e) {
      throw new RefusedStartException(
          FILE + ": " + e.getMessage(),
          "set " + FILE + " and " + KEK + " to what belongs together");
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
  KeyStore keyStore(
      KeySettings settings, @Value("${maru.node}") String node, FlywayMigrationStrategy migration) {
    return new KeyStore(settings, node, migration);
  }

  @Bean
  KeyTable keyTable(KeyStore store) {
    return store.table();
  }

  @Bean
  OpenedKeys openedKeys(Supplier<Keyring> keyring) {
    return new OpenedKeys(keyring);
  }
}
