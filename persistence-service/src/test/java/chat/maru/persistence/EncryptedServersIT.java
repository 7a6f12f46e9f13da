package chat.maru.persistence;

import static java.util.UUID.randomUUID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chat.maru.contract.topic.Topics;
import chat.maru.persistence.support.TestKeyring;
import chat.maru.testkit.process.Ports;
import chat.maru.testkit.server.KafkaServer;
import chat.maru.testkit.server.PostgresServer;
import chat.maru.testkit.server.SecuredDoor;
import chat.maru.testkit.server.ServerOptions;
import chat.maru.testkit.tls.CertificateFiles;
import chat.maru.testkit.tls.LocalAuthority;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// The profile `production` with the settings of docs/deployment.md, on a Kafka and a PostgreSQL
/// that want TLS and a password.
@Timeout(value = 180, threadMode = ThreadMode.SEPARATE_THREAD)
class EncryptedServersIT {
  private static final String USER = "persistence";
  private static final String PASSWORD = randomUUID().toString();

  private static @TempDir Path folder;
  private static CertificateFiles certificate;
  private static CertificateFiles strangers;
  private static KafkaServer kafka;
  private static PostgresServer postgres;
  private static int secured;

  @BeforeAll
  static void start() {
    certificate = authority("ours");
    strangers = authority("strangers");
    secured = Ports.free();
    kafka =
        KafkaServer.start(
            place("kafka", Ports.freeBlock(2)), new SecuredDoor(secured, certificate));
    kafka.admit(USER, PASSWORD);
    kafka.createTopics(
        Topics.all().stream().map(t -> new NewTopic(t.name(), 1, (short) 1)).toList());
    postgres = PostgresServer.start(place("postgres", Ports.free()));
    postgres.encrypt(certificate);
  }

  @AfterAll
  static void stop() {
    postgres.stop();
    kafka.stop();
  }

  @Test
  void whatIsAppendedIsDealtWithAndEveryConnectionIsEncrypted() throws Exception {
    try (var _ = service(Map.of())) {
      append("no event");
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(position()).isEqualTo(1));
      assertThat(rows("encrypted", "WHERE ssl")).isPositive();
      assertThat(rows("plain", "WHERE NOT ssl")).isZero();
    }
  }

  @Test
  void theServerRefusesPlainTextAndTheServiceAStranger() {
    assertThatThrownBy(() ->
            java.sql.DriverManager.getConnection(
                postgres.database().jdbcUrl() + "?sslmode=disable",
                postgres.database().username(),
                postgres.database().password()))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("pg_hba.conf rejects connection");
    assertThatThrownBy(() ->
            service(
                    Map.of(
                        "spring.datasource.url",
                        url(strangers),
                        "spring.flyway.connect-retries",
                        "0"))
                .close())
        .hasStackTraceContaining("unable to find valid certification path");
  }

  private static ConfigurableApplicationContext service(Map<String, String> changed) {
    Map<String, String> settings = new HashMap<>();
    settings.put("spring.profiles.active", "production");
    settings.put("spring.main.banner-mode", "off");
    settings.put("management.server.port", "0");
    settings.put("maru.node", "persistence-1");
    settings.putAll(TestKeyring.properties());
    settings.put("maru.topics.allow-under-replicated", "true");
    settings.put("spring.ssl.bundle.pem.servers.truststore.certificate", file(certificate));
    settings.put("spring.kafka.bootstrap-servers", "127.0.0.1:" + secured);
    settings.put("spring.kafka.security.protocol", "SASL_SSL");
    settings.put("spring.kafka.ssl.bundle", "servers");
    settings.put("spring.kafka.properties.sasl.mechanism", "SCRAM-SHA-512");
    settings.put("spring.kafka.properties.sasl.jaas.config", login(PASSWORD));
    settings.put("spring.datasource.url", url(certificate));
    settings.put("spring.datasource.username", postgres.database().username());
    settings.put("spring.datasource.password", postgres.database().password());
    settings.putAll(changed);
    return new SpringApplicationBuilder(PersistenceService.class)
        .run(
            settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new));
  }

  /// By the plain door, as nobody in production can.
  private static void append(String value) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(Topics.INBOUND, value)).get(20, TimeUnit.SECONDS);
    }
  }

  /// How far the service has come in the log, by the database.
  private static long position() throws SQLException {
    return number("SELECT coalesce(max(next_offset), 0) FROM log_position");
  }

  private static long rows(String what, String condition) throws SQLException {
    return number(
        "SELECT count(*) AS %s FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) %s AND usename = '%s'"
            .formatted(what, condition, postgres.database().username()));
  }

  private static long number(String query) throws SQLException {
    String database = postgres.administration().jdbcUrl().replace("/postgres", "/maru");
    try (var connection =
            java.sql.DriverManager.getConnection(
                database,
                postgres.administration().username(),
                postgres.administration().password());
        var statement = connection.createStatement();
        var result = statement.executeQuery(query)) {
      result.next();
      return result.getLong(1);
    }
  }

  private static String login(String password) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
        .formatted(USER, password);
  }

  private static String url(CertificateFiles trusted) {
    return postgres.database().jdbcUrl()
        + "?sslmode=verify-full&sslrootcert="
        + trusted.authority();
  }

  private static String file(CertificateFiles trusted) {
    return trusted.authority().toUri().toString();
  }

  private static CertificateFiles authority(String name) {
    return new LocalAuthority(folder.resolve(name), Clock.systemUTC()).issue(Duration.ofDays(1));
  }

  private static ServerOptions place(String name, int port) {
    return new ServerOptions(
        folder.resolve(name), port, folder.resolve(name + ".log"), ServerOptions.Durability.FAST);
  }
}
