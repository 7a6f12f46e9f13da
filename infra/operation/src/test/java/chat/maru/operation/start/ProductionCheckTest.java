package chat.maru.operation.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

/// No default secret outside the local cluster: what a production node misses is named, all of it.
class ProductionCheckTest {
  private final ApplicationContextRunner anything =
      new ApplicationContextRunner()
          .withInitializer(new ProductionInitializer())
          .withPropertyValues(EnableAutoConfiguration.ENABLED_OVERRIDE_PROPERTY + "=false")
          .withUserConfiguration(Whole.class);
  private final ApplicationContextRunner production =
      anything.withPropertyValues("spring.profiles.active=production");

  @TempDir private Path folder;
  private List<String> complete;

  @Configuration
  @EnableAutoConfiguration
  static class Whole {}

  @Configuration
  static class Command {}

  record Missing(String service, List<String> settings) {}

  @BeforeEach
  void allThereIs() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "s");
    complete =
        List.of(
            "maru.keyring-file=" + secret,
            "maru.service-token-file=" + secret,
            "maru.issuer=https://login.example",
            "maru.gateway.jwks-uri=https://login.example/keys",
            "maru.gateway.chat-service-urls[0]=https://chat.example",
            "maru.gateway.public-url=wss://chat.example/ws",
            "maru.chat.websocket-origins=wss://chat.example",
            "spring.kafka.bootstrap-servers=kafka:9093",
            "spring.datasource.url=jdbc:postgresql://db/maru",
            "spring.datasource.username=maru",
            "spring.datasource.password=a-secret-nobody-prints",
            "spring.data.redis.host=redis",
            "spring.data.redis.password=a-secret-nobody-prints");
  }

  static Stream<Missing> services() {
    List<String> both = List.of("maru.keyring-file", "spring.kafka.bootstrap-servers");
    List<String> database =
        List.of(
            "spring.datasource.url", "spring.datasource.username", "spring.datasource.password");
    List<String> sessions =
        List.of(
            "maru.service-token-file",
            "maru.issuer",
            "spring.data.redis.host",
            "spring.data.redis.password");
    List<String> gateway =
        List.of(
            "maru.gateway.jwks-uri", "maru.gateway.chat-service-urls", "maru.gateway.public-url");
    return Stream.of(
        new Missing("gateway-service", join(both, sessions, gateway)),
        new Missing(
            "chat-service", join(both, sessions, database, List.of("maru.chat.websocket-origins"))),
        new Missing("persistence-service", join(both, database)));
  }

  @ParameterizedTest
  @MethodSource("services")
  void whoIsToldNothingNamesAllThatIsMissingAtOnce(Missing missing) {
    assertThat(faults(List.of(), missing.service()))
        .extracting(line -> line.substring(0, line.indexOf(": none (expected: ")))
        .containsExactlyInAnyOrderElementsOf(missing.settings());
  }

  @ParameterizedTest
  @MethodSource("services")
  void whatIsLeftOutIsNamedAndNothingElse(Missing missing) {
    assertThat(faults(complete, missing.service())).isEmpty();
    for (String setting : missing.settings()) {
      List<String> others =
          complete.stream()
              .filter(given -> !given.matches("\\Q" + setting + "\\E[=\\[].*"))
              .toList();
      assertThat(faults(others, missing.service()))
          .singleElement()
          .asString()
          .startsWith(setting + ": none (expected: ");
    }
  }

  @Test
  void aFileThatCantBeReadIsNamedWithoutItsContent() {
    List<String> settings = new ArrayList<>(complete);
    settings.set(0, "maru.keyring-file=" + folder.resolve("nowhere"));

    assertThat(faults(settings, "persistence-service"))
        .singleElement()
        .asString()
        .startsWith("maru.keyring-file: " + folder.resolve("nowhere") + " can't be read");
  }

  @Test
  void noFaultTellsASecret() {
    List<String> settings = new ArrayList<>(complete);
    settings.removeFirst();

    assertThat(faults(settings, "chat-service"))
        .hasSize(1)
        .noneMatch(line -> line.contains("nobody"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spring.data.redis.url=rediss://maru:secret@redis",
        "maru.tls.allow-plaintext-backends=kafka,redis"
      })
  void redisPasswordMayStandInTheUrlOrBeWaived(String instead) {
    List<String> settings = new ArrayList<>(complete);
    settings.removeLast();
    settings.add(instead);

    assertThat(faults(settings, "gateway-service")).isEmpty();
  }

  @Test
  void aClientCertificateStandsForTheDatabasesPassword() {
    List<String> settings = new ArrayList<>(complete);
    settings.removeIf(setting -> setting.startsWith("spring.datasource.password"));
    settings.add("spring.datasource.url=jdbc:postgresql://db/maru?sslkey=/secrets/key.pk8");

    assertThat(faults(settings, "persistence-service")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Service.class)
  void otherProfilesAskForNothing(Service service) {
    anything
        .withPropertyValues("spring.application.name=" + service.name().toLowerCase() + "-service")
        .run(context -> assertThat(context).hasNotFailed());
  }

  @Test
  void aCommandIsAskedForNothing() {
    new ApplicationContextRunner()
        .withInitializer(new ProductionInitializer())
        .withUserConfiguration(Command.class)
        .withPropertyValues(
            "spring.profiles.active=production", "spring.application.name=persistence-service")
        .run(context -> assertThat(context).hasNotFailed());
  }

  private List<String> faults(List<String> settings, String service) {
    var faults = new ArrayList<String>();
    production
        .withPropertyValues(settings.toArray(String[]::new))
        .withPropertyValues("spring.application.name=" + service)
        .run(context -> {
          if (context.getStartupFailure() instanceof IncompleteSettingsException failure) {
            failure.getMessage().lines().skip(1).map(String::strip).forEach(faults::add);
            assertThat(new IncompleteSettingsAnalyzer().analyze(failure).getDescription())
                .contains(faults);
          } else {
            assertThat(context).hasNotFailed();
          }
        });
    return faults;
  }

  @SafeVarargs
  private static List<String> join(List<String>... lists) {
    return Stream.of(lists).flatMap(List::stream).toList();
  }
}
