package chat.maru.persistence.key;

import chat.maru.contract.cipher.KeyEncryptionKey;
import chat.maru.contract.cipher.Keyring;
import chat.maru.operation.audit.Audit;
import chat.maru.operation.audit.AuditEvent;
import chat.maru.operation.key.KeySettings;
import chat.maru.operation.key.KeyStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The command `--keys=STEP`: one step of a rotation, says what it did and ends.
///
/// | step | options |
/// |---|---|
/// | `add`, `promote`, `rewrap` | |
/// | `drop` | `--settled=10m`: how long the keyring must have been unchanged |
/// | `move` | `--to=URI` of the new key-encryption key |
/// | `retire` | `--age=90d`: data keys as old as this or older |
/// | `reseal` | |
@ImportAutoConfiguration({
  DataSourceAutoConfiguration.class,
  JdbcTemplateAutoConfiguration.class,
  JdbcClientAutoConfiguration.class
})
@EnableConfigurationProperties(KeySettings.class)
public final class KeyApplication {
  public static final String OPTION = "--keys=";

  private KeyApplication() {}

  /// @throws IllegalArgumentException for a step that is none
  public static void run(String... args) {
    try (var context =
        new SpringApplicationBuilder(KeyApplication.class).web(WebApplicationType.NONE).run(args)) {
      Environment options = context.getEnvironment();
      System.out.println(step(context.getBean(KeyCommands.class), options));
      Audit.success(AuditEvent.KEYS_CHANGED, null, options.getProperty("keys"));
    }
  }

  private static String step(KeyCommands commands, Environment options) {
    String step = options.getRequiredProperty("keys");
    return switch (step) {
      case "add" -> commands.add();
      case "promote" -> commands.promote();
      case "rewrap" -> commands.rewrap();
      case "drop" -> commands.drop(time(options, "settled", Duration.ofMinutes(10)));
      case "move" -> commands.moveTo(options.getRequiredProperty("to"));
      case "retire" -> commands.retire(time(options, "age", Duration.ofDays(90)));
      case "reseal" -> commands.reseal();
      default ->
          throw new IllegalArgumentException(
              "--keys: "
                  + step
                  + " (expected: add, promote, rewrap, drop, move, retire or reseal)");
    };
  }

  private static Duration time(Environment options, String name, Duration otherwise) {
    return options.getProperty(name, Duration.class, otherwise);
  }

  @Bean
  static KeyStore keyStore(KeySettings settings) {
    return new KeyStore(settings, "key-command", 2, Flyway::migrate);
  }

  @Bean
  static KeyCommands keyCommands(
      @Value("${maru.keyring-file}") Path file,
      @Value("${maru.kek}") String kek,
      KeyStore store,
      JdbcClient messages) {
    return new KeyCommands(
        file,
        kek,
        new Rewrapping(store.database(), messages),
        () ->
            new Resealing(
                store.database(),
                messages,
                store.table(),
                Keyring.load(file, KeyEncryptionKey.of(kek))),
        Clock.systemUTC());
  }
}
