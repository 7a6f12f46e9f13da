package chat.maru.tls.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.springframework.core.env.PropertyResolver;

/// PostgreSQL by TLS with the server's name checked, and with a password or a certificate. Flyway's
/// connection and the key store's count, too, where they have an address of their own.
record PostgresRule(PropertyResolver settings) {
  private static final String FULL = "verify-full";

  List<Fault> faults() {
    String main = settings.getProperty("spring.datasource.url", "");
    if (main.isEmpty()) {
      return List.of(); // not asked for, or named as missing by whoever needs it
    }
    String migration = settings.getProperty("spring.flyway.url", main);
    String keys = settings.getProperty("maru.keys.url", main);
    return Stream.of(main, migration, keys)
        .distinct()
        .flatMap(url -> faults(url).stream())
        .distinct()
        .map(what -> new Fault(Backend.POSTGRESQL, what))
        .toList();
  }

  private List<String> faults(String url) {
    Properties address = Driver.parseURL(url, defaults());
    if (address == null) {
      return List.of("spring.datasource.url is not understood (expected: jdbc:postgresql://…)");
    }
    var faults = new ArrayList<String>();
    String mode = address.getProperty("sslmode", "prefer");
    if (!mode.equals(FULL)) {
      faults.add("sslmode %s (expected: %s)".formatted(mode, FULL));
    }
    if (address.getProperty("sslfactory", "").endsWith("NonValidatingFactory")) {
      faults.add("sslfactory that checks nothing (expected: another or none)");
    }
    if (!has(address.getProperty("password"))
        && !has(address.getProperty("sslcert"))
        && !has(settings.getProperty("spring.datasource.password"))) {
      faults.add("neither password nor certificate (expected: one of them)");
    }
    return faults;
  }

  /// What Hikari adds; the address goes before it.
  private Properties defaults() {
    var defaults = new Properties();
    for (String name : List.of("sslmode", "sslfactory", "sslcert")) {
      String value =
          settings.getProperty("spring.datasource.hikari.data-source-properties." + name);
      if (value != null) {
        defaults.setProperty(name, value);
      }
    }
    return defaults;
  }

  private static boolean has(@Nullable String value) {
    return !Objects.requireNonNullElse(value, "").isEmpty();
  }
}
