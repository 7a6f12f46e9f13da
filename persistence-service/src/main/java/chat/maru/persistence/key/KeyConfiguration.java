package chat.maru.persistence.key;

import chat.maru.contract.cipher.Keyring;
import chat.maru.contract.cipher.KeyringFile;
import chat.maru.contract.key.KeyTable;
import chat.maru.contract.key.OpenedKeys;
import chat.maru.operation.key.KeySettings;
import chat.maru.operation.key.KeyStore;
import chat.maru.operation.key.KeyringMeters;
import chat.maru.persistence.RefusedStartException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// `maru.keyring-file` and `maru.kek`: the keyring that all services share, and what wraps it. No
/// defaults.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KeySettings.class)
class KeyConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(KeyConfiguration.class);
  private static final String FILE = "maru.keyring-file";
  private static final String KEK = "maru.kek";
  private static final int CONNECTIONS = 2;

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

  @Bean
  KeyringMeters keyringMeters(Supplier<Keyring> keyring) {
    return new KeyringMeters(keyring);
  }

  @Bean
  KeyStore keyStore(
      KeySettings settings, @Value("${maru.node}") String node, FlywayMigrationStrategy migration) {
    return new KeyStore(settings, node, CONNECTIONS, migration::migrate);
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
