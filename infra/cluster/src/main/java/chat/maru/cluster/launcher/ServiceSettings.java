package chat.maru.cluster.launcher;

import chat.maru.testkit.server.Database;
import chat.maru.testkit.tls.CertificateFiles;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The Spring properties of each service, for one cluster. They go over in the environment, which
/// only the owner reads: the database's password is among them.
///
/// @param links how each node reaches the servers
/// @param database of the services
/// @param keyring path of the keyring
/// @param kek URI of the key that wraps it
/// @param serviceToken path of the internal API's token
/// @param certificate of everything that services listen for; absent = they speak plain text
record ServiceSettings(
    ClusterOptions options,
    PortPlan ports,
    Links links,
    Database database,
    Path keyring,
    String kek,
    Path serviceToken,
    @Nullable CertificateFiles certificate) {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String LOOPBACK = "127.0.0.1";

  private static final String BUNDLE = "local";
  private static final String PEM = "spring.ssl.bundle.pem." + BUNDLE + ".";

  /// For passwords of a demo on loopback; services themselves default to more.
  private static final String BCRYPT_STRENGTH = "6";

  Map<String, String> environment(ServiceKind kind, int index) {
    var properties = new TreeMap<String, String>();
    properties.put("spring.profiles.active", "local");
    properties.put("maru.node", kind.nameOf(index));
    properties.put("maru.keyring-file", keyring.toString());
    properties.put("maru.kek", kek);
    properties.put(
        "spring.kafka.bootstrap-servers",
        LOOPBACK + ":" + links.port(kind, index, ServerKind.KAFKA));
    properties.put("server.address", LOOPBACK);
    properties.put("management.server.address", LOOPBACK);
    tls(properties);
    switch (kind) {
      case GATEWAY -> gateway(index, properties);
      case CHAT -> chat(index, properties);
      case PERSISTENCE -> persistence(index, properties);
    }
    properties.putAll(options.properties());
    return Map.of("SPRING_APPLICATION_JSON", MAPPER.writeValueAsString(properties));
  }

  String page() {
    return http(ports.chat(0));
  }

  String gatewayUrl(int index) {
    return "ws%s://%s:%d/ws".formatted(secure(), LOOPBACK, ports.gateway(index));
  }

  String chatUrl(int index) {
    return http(ports.chat(index));
  }

  String internalUrl(int index) {
    return http(ports.chatInternal(index));
  }

  String managementUrl(ServiceKind kind, int index) {
    return http(
        switch (kind) {
          case GATEWAY -> ports.gatewayManagement(index);
          case CHAT -> ports.chatManagement(index);
          case PERSISTENCE -> ports.persistenceManagement(index);
        });
  }

  private void gateway(int index, Map<String, String> properties) {
    listen(properties, ports.gateway(index), ports.gatewayManagement(index));
    redis(links.port(ServiceKind.GATEWAY, index, ServerKind.REDIS), properties);
    properties.put("maru.issuer", page());
    properties.put("maru.service-token-file", serviceToken.toString());
    properties.put("maru.gateway.public-url", gatewayUrl(index));
    properties.put("maru.gateway.jwks-uri", page() + "/.well-known/jwks.json");
    properties.put("maru.gateway.allowed-origins", origins());
    properties.put(
        "maru.gateway.chat-service-urls",
        IntStream.range(0, options.number(ServiceKind.CHAT))
            .mapToObj(this::internalUrl)
            .collect(Collectors.joining(",")));
  }

  private void chat(int index, Map<String, String> properties) {
    listen(properties, ports.chat(index), ports.chatManagement(index));
    redis(links.port(ServiceKind.CHAT, index, ServerKind.REDIS), properties);
    database(links.port(ServiceKind.CHAT, index, ServerKind.POSTGRES), properties);
    properties.put("maru.issuer", page());
    properties.put("maru.service-token-file", serviceToken.toString());
    properties.put("maru.chat.internal-address", LOOPBACK);
    properties.put("maru.chat.internal-port", Integer.toString(ports.chatInternal(index)));
    properties.put(
        "maru.chat.websocket-origins",
        "ws%1$s://127.0.0.1:*,ws%1$s://localhost:*".formatted(secure()));
    properties.put("maru.chat.bcrypt-strength", BCRYPT_STRENGTH);
  }

  private void persistence(int index, Map<String, String> properties) {
    properties.put("management.server.port", Integer.toString(ports.persistenceManagement(index)));
    database(links.port(ServiceKind.PERSISTENCE, index, ServerKind.POSTGRES), properties);
  }

  private static void listen(Map<String, String> properties, int port, int management) {
    properties.put("server.port", Integer.toString(port));
    properties.put("management.server.port", Integer.toString(management));
  }

  private static void redis(int port, Map<String, String> properties) {
    properties.put("spring.data.redis.host", LOOPBACK);
    properties.put("spring.data.redis.port", Integer.toString(port));
  }

  private void database(int port, Map<String, String> properties) {
    properties.put("spring.datasource.url", database.through(port).jdbcUrl());
    properties.put("spring.datasource.username", database.username());
    properties.put("spring.datasource.password", database.password());
  }

  /// Every chat-service serves the page, and people type either name of this machine.
  private String origins() {
    return IntStream.range(0, options.number(ServiceKind.CHAT))
        .map(ports::chat)
        .boxed()
        .flatMap(port -> Stream.of("127.0.0.1:" + port, "localhost:" + port))
        .map(host -> "http%s://%s".formatted(secure(), host))
        .collect(Collectors.joining(","));
  }

  private String http(int port) {
    return "http%s://%s:%d".formatted(secure(), LOOPBACK, port);
  }

  private String secure() {
    return certificate == null ? "" : "s";
  }

  @Nullable Path authority() {
    return certificate == null ? null : certificate.authority();
  }

  /// Without HSTS: browsers would keep all of `localhost` to https, other programs' ports included.
  private void tls(Map<String, String> properties) {
    if (certificate != null) {
      properties.put(PEM + "keystore.certificate", certificate.certificate().toUri().toString());
      properties.put(PEM + "keystore.private-key", certificate.key().toUri().toString());
      properties.put(PEM + "keystore.verify-keys", "true");
      properties.put(PEM + "truststore.certificate", certificate.authority().toUri().toString());
      properties.put(PEM + "reload-on-update", "true");
      properties.put("server.ssl.bundle", BUNDLE);
      properties.put("management.server.ssl.bundle", BUNDLE);
      properties.put("maru.tls.service-bundle", BUNDLE);
      properties.put("maru.tls.issuer-bundle", BUNDLE);
      properties.put("maru.tls.hsts", "0s");
    }
  }
}
