package chat.maru.tls.backend;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.maru.tls.InsecureStartException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/// Kafka's client and PostgreSQL's driver are on this module's test path, Redis' is not.
class BackendCheckTest {
  private static final Map<String, String> GOOD =
      Map.of(
          "spring.kafka.security.protocol", "SASL_SSL",
          "spring.datasource.url", "jdbc:postgresql://db.example/maru?sslmode=verify-full",
          "spring.datasource.password", "secret");

  @Test
  void encryptedAndAuthenticatedWaysPass() {
    assertThatCode(() -> check(Map.of())).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spring.kafka.security.protocol | PLAINTEXT | Kafka: security.protocol PLAINTEXT",
        "spring.kafka.properties.security.protocol | SASL_PLAINTEXT | Kafka: security.protocol SASL_PLAINTEXT",
        "spring.kafka.consumer.security.protocol | PLAINTEXT | Kafka: security.protocol PLAINTEXT",
        "spring.kafka.security.protocol | SSL | Kafka: security.protocol SSL without a certificate",
        "spring.kafka.properties.ssl.endpoint.identification.algorithm | '' | Kafka: ssl.endpoint",
        "spring.datasource.url | jdbc:postgresql://db/maru | PostgreSQL: sslmode prefer",
        "spring.datasource.url | jdbc:postgresql://db/maru?sslmode=verify-ca | PostgreSQL: sslmode verify-ca",
        "spring.datasource.url | jdbc:postgresql://db/maru?sslmode=verify-full&sslfactory=org.postgresql.ssl.NonValidatingFactory | PostgreSQL: sslfactory",
        "spring.flyway.url | jdbc:postgresql://db/maru?sslmode=require&password=x | PostgreSQL: sslmode require",
        "spring.datasource.password | '' | PostgreSQL: neither password nor certificate"
      })
  void eachGapIsNamedWithItsServer(String setting, String value, String fault) {
    assertThatThrownBy(() -> check(Map.of(setting, value)))
        .isInstanceOf(InsecureStartException.class)
        .hasMessageContaining(fault)
        .hasMessageContaining("(expected: ");
  }

  @Test
  void allGapsAreToldAtOnce() {
    assertThatThrownBy(() ->
            check(
                Map.of(
                    "spring.kafka.security.protocol",
                    "PLAINTEXT",
                    "spring.datasource.url",
                    "jdbc:postgresql://db/maru")))
        .hasMessageContainingAll("Kafka: ", "PostgreSQL: ");
  }

  @Test
  void whatIsAllowedByNameStaysPlainAndNothingElse() {
    Map<String, String> plain =
        Map.of(
            "spring.kafka.security.protocol",
            "PLAINTEXT",
            "spring.datasource.url",
            "jdbc:postgresql://db/maru");
    var kafka = new HashMap<>(plain);
    kafka.put("maru.tls.allow-plaintext-backends", "kafka");
    assertThatThrownBy(() -> check(kafka))
        .hasMessageContaining("PostgreSQL: ")
        .hasMessageNotContaining("Kafka: ");
    var both = new HashMap<>(plain);
    both.put("maru.tls.allow-plaintext-backends", "kafka,postgresql");
    assertThatCode(() -> check(both)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "spring.kafka.ssl.key-store-location, file:/k.p12",
    "spring.kafka.properties.ssl.keystore.location, /k.p12"
  })
  void aCertificateOfOurOwnAuthenticatesToKafka(String setting, String value) {
    assertThatCode(() -> check(Map.of("spring.kafka.security.protocol", "SSL", setting, value)))
        .doesNotThrowAnyException();
  }

  @Test
  void aBundlesCertificateDoesToo() {
    Map<String, String> mutual =
        Map.of("spring.kafka.security.protocol", "SSL", "spring.kafka.ssl.bundle", "servers");
    assertThatThrownBy(() -> check(mutual)).hasMessageContaining("without a certificate");
    var certified = new HashMap<>(mutual);
    certified.put("spring.ssl.bundle.pem.servers.keystore.certificate", "file:/tls.crt");
    assertThatCode(() -> check(certified)).doesNotThrowAnyException();
  }

  @Test
  void redisNeedsTlsAndAPassword() {
    assertThatRedis(Map.of()).hasSize(2);
    assertThatRedis(Map.of("spring.data.redis.ssl.enabled", "true")).hasSize(1);
    assertThatRedis(
            Map.of("spring.data.redis.ssl.bundle", "servers", "spring.data.redis.password", "x"))
        .isEmpty();
    assertThatRedis(
            Map.of(
                "spring.data.redis.ssl.bundle",
                "servers",
                "spring.data.redis.ssl.enabled",
                "false",
                "spring.data.redis.password",
                "x"))
        .hasSize(1);
    assertThatRedis(Map.of("spring.data.redis.url", "rediss://maru:x@redis:6379")).isEmpty();
    assertThatRedis(Map.of("spring.data.redis.url", "redis://maru:x@redis:6379")).hasSize(1);
  }

  private static org.assertj.core.api.ListAssert<Fault> assertThatRedis(
      Map<String, String> settings) {
    return org.assertj.core.api.Assertions.assertThat(
        new RedisRule(environment(settings)).faults());
  }

  private static void check(Map<String, String> changed) {
    var settings = new HashMap<>(GOOD);
    settings.putAll(changed);
    new BackendCheck(environment(settings))
        .postProcessBeanFactory(new DefaultListableBeanFactory());
  }

  private static StandardEnvironment environment(Map<String, String> settings) {
    var environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(new MapPropertySource("test", new HashMap<String, Object>(settings)));
    return environment;
  }
}
