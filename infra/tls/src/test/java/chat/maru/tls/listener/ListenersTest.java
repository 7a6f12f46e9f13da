package chat.maru.tls.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chat.maru.testkit.tls.CertificateFiles;
import chat.maru.testkit.tls.LocalAuthority;
import chat.maru.testkit.tls.Pem;
import chat.maru.tls.InsecureStartException;
import chat.maru.tls.client.ServiceTrust;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// A Boot application with nothing of its own, on Jetty, as services are.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ListenersTest {
  private static final Duration LIFE = Duration.ofDays(30);

  private @TempDir Path folder;
  private LocalAuthority authority;
  private CertificateFiles files;

  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class Bare {}

  @BeforeEach
  void issue() {
    authority = new LocalAuthority(folder.resolve("one"), Clock.systemUTC());
    files = authority.issue(LIFE);
  }

  @Test
  void aChangedCertificateIsShownToNewConnectionsWhileOldOnesStay() throws Exception {
    try (var service = service();
        var old = connect(service, "local.server.port")) {
      X509Certificate before = old.certificate();
      assertThat(old.status()).isEqualTo(404);
      authority.issue(LIFE);
      X509Certificate after = Pem.certificate(files.certificate());
      assertThat(after).isNotEqualTo(before);

      for (String port : List.of("local.server.port", "local.management.port")) {
        await().until(() -> shown(service, port).equals(after));
      }
      assertThat(old.certificate()).isEqualTo(before);
      assertThat(old.status()).isEqualTo(404);
    }
  }

  @Test
  void aCertificateThatIsBrokenIsNotTakenAndTheNextGoodOneIs() throws Exception {
    try (var service = service()) {
      X509Certificate before = shown(service, "local.server.port");
      Files.writeString(files.certificate(), "no certificate\n");
      await()
          .during(Duration.ofSeconds(1))
          .until(() -> shown(service, "local.server.port").equals(before));
      authority.issue(LIFE);
      X509Certificate after = Pem.certificate(files.certificate());
      await().until(() -> shown(service, "local.server.port").equals(after));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void aSessionIsResumed(String protocol) throws Exception {
    try (var service = service()) {
      SSLContext context = trusting(service);
      int port = port(service, "local.server.port");
      try (var first = TlsSocket.open(context, port, protocol)) {
        assertThat(first.status()).isEqualTo(404);
        try (var second = TlsSocket.open(context, port, protocol)) {
          assertThat(second.status()).isEqualTo(404);
          assertThat(second.begun()).isEqualTo(first.begun());
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
        "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384"
      })
  void whatIsNotCurrentIsRefused(String suite) throws Exception {
    try (var service = service()) {
      SSLContext context = trusting(service);
      for (String port : List.of("local.server.port", "local.management.port")) {
        assertThatThrownBy(
                () -> TlsSocket.open(context, port(service, port), "TLSv1.2", suite).close())
            .isInstanceOf(SSLHandshakeException.class);
      }
    }
  }

  @Test
  void anyHostIsAnsweredAndAPlainRequestIsNot() throws Exception {
    try (var service = service();
        var connection = connect(service, "local.server.port")) {
      assertThat(connection.status("10.1.2.3:8443")).isEqualTo(404);
      assertThat(connection.status("chat.example.org")).isEqualTo(404);
      URI plain = URI.create("http://127.0.0.1:" + port(service, "local.server.port"));
      try (HttpClient http = HttpClient.newHttpClient()) {
        assertThatThrownBy(
                () -> http.send(HttpRequest.newBuilder(plain).build(), BodyHandlers.discarding()))
            .isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void whoCallsFollowsANewAuthority() throws Exception {
    Path trusted = folder.resolve("trusted.crt");
    Files.copy(files.authority(), trusted);
    LocalAuthority other = new LocalAuthority(folder.resolve("two"), Clock.systemUTC());
    CertificateFiles others = other.issue(LIFE);
    try (var service =
        service("spring.ssl.bundle.pem.test.truststore.certificate=" + trusted.toUri())) {
      SSLContext caller = service.getBean(ServiceTrust.class).ofServices();
      int port = port(service, "local.server.port");
      TlsSocket.open(caller, port, "TLSv1.3").close();
      Files.copy(others.certificate(), files.certificate(), REPLACE);
      Files.copy(others.key(), files.key(), REPLACE);
      await().until(() -> refused(caller, port));
      Files.copy(others.authority(), trusted, REPLACE);
      await().until(() -> !refused(caller, port));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "server.address, the public listener on 0.0.0.0",
    "management.server.address, the management listener on 0.0.0.0"
  })
  void plainTextBeyondLoopbackKeepsAServiceFromStarting(String setting, String why) {
    assertThatThrownBy(() -> plain(setting + "=0.0.0.0").close())
        .hasRootCauseInstanceOf(InsecureStartException.class)
        .rootCause()
        .hasMessageContaining(why);
  }

  @Test
  void aServiceWithoutAPublicListenerHasNoneToProtect() {
    plain("server.port=-1", "server.address=0.0.0.0").close();
  }

  @Test
  void withTlsOrItsOperatorsWordItListensAnywhere() {
    service("server.address=0.0.0.0", "management.server.address=0.0.0.0").close();
    plain(
            "server.address=0.0.0.0",
            "management.server.address=0.0.0.0",
            "maru.tls.terminated-by-proxy=10.0.0.0/8",
            "maru.tls.allow-plaintext-listeners=management")
        .close();
  }

  private static final java.nio.file.CopyOption REPLACE =
      java.nio.file.StandardCopyOption.REPLACE_EXISTING;

  private static boolean refused(SSLContext context, int port) throws IOException {
    try {
      TlsSocket.open(context, port, "TLSv1.3").close();
      return false;
    } catch (SSLHandshakeException e) {
      return true;
    }
  }

  private ConfigurableApplicationContext service(String... more) {
    String pem = "spring.ssl.bundle.pem.test.";
    return plain(
        Stream.concat(
                Stream.of(
                    pem + "keystore.certificate=" + files.certificate().toUri(),
                    pem + "keystore.private-key=" + files.key().toUri(),
                    pem + "keystore.verify-keys=true",
                    pem + "truststore.certificate=" + files.authority().toUri(),
                    pem + "reload-on-update=true",
                    "spring.ssl.bundle.watch.file.quiet-period=100ms",
                    "server.ssl.bundle=test",
                    "management.server.ssl.bundle=test",
                    "maru.tls.service-bundle=test"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private static ConfigurableApplicationContext plain(String... settings) {
    List<String> arguments = new ArrayList<>();
    Stream.of(
            "server.address=127.0.0.1",
            "server.port=0",
            "management.server.address=127.0.0.1",
            "management.server.port=0",
            "spring.main.banner-mode=off",
            "logging.level.root=WARN")
        .filter(own -> Stream.of(settings).noneMatch(s -> name(s).equals(name(own))))
        .forEach(own -> arguments.add("--" + own));
    Stream.of(settings)
        .filter(s -> lastOf(settings, s))
        .forEach(setting -> arguments.add("--" + setting));
    return new SpringApplicationBuilder(Bare.class).run(arguments.toArray(String[]::new));
  }

  /// A setting that comes twice would be both.
  private static boolean lastOf(String[] settings, String setting) {
    return Stream.of(settings)
        .filter(s -> name(s).equals(name(setting)))
        .reduce((first, second) -> second)
        .orElseThrow()
        .equals(setting);
  }

  private static String name(String setting) {
    return setting.substring(0, setting.indexOf('='));
  }

  private TlsSocket connect(ConfigurableApplicationContext service, String port)
      throws IOException {
    return TlsSocket.open(trusting(service), port(service, port), "TLSv1.3");
  }

  private X509Certificate shown(ConfigurableApplicationContext service, String port)
      throws IOException {
    try (var fresh = connect(service, port)) {
      return fresh.certificate();
    }
  }

  /// A context of its own, which remembers no session.
  private static SSLContext trusting(ConfigurableApplicationContext service) {
    return service.getBean(ServiceTrust.class).ofServices();
  }

  private static int port(ConfigurableApplicationContext service, String name) {
    return service.getEnvironment().getRequiredProperty(name, Integer.class);
  }
}
