package chat.maru.tls.backend;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.PropertyResolver;

/// Kafka by TLS, and with SASL or a certificate of our own, for each kind of client: a consumer may
/// be told otherwise than a producer.
record KafkaRule(PropertyResolver settings) {
  private static final String PREFIX = "spring.kafka.";
  private static final List<String> CLIENTS = List.of("admin.", "consumer.", "producer.");
  private static final String HOST_CHECK = "ssl.endpoint.identification.algorithm";

  List<Fault> faults() {
    return CLIENTS.stream()
        .flatMap(this::faults)
        .distinct()
        .map(what -> new Fault(Backend.KAFKA, what))
        .toList();
  }

  private Stream<String> faults(String client) {
    String protocol =
        Objects.requireNonNullElse(
            first(client, "properties.security.protocol", "security.protocol"), "PLAINTEXT");
    String hostCheck = first(client, "properties." + HOST_CHECK);
    return Stream.of(
            Set.of("SASL_SSL", "SSL").contains(protocol)
                ? null
                : "security.protocol %s (expected: SASL_SSL or SSL)".formatted(protocol),
            protocol.equals("SSL") && !showsCertificate(client)
                ? "security.protocol SSL without a certificate of our own (expected: SASL_SSL or a"
                    + " key store)"
                : null,
            hostCheck != null && hostCheck.isBlank()
                ? HOST_CHECK + " is empty (expected: https)"
                : null)
        .filter(Objects::nonNull);
  }

  private boolean showsCertificate(String client) {
    String bundle = first(client, "ssl.bundle");
    return bundle != null
        ? has("spring.ssl.bundle.pem.%s.keystore.certificate".formatted(bundle))
            || has("spring.ssl.bundle.jks.%s.keystore.location".formatted(bundle))
        : first(
                client,
                "ssl.key-store-location",
                "ssl.key-store-certificate-chain",
                "properties.ssl.keystore.location",
                "properties.ssl.keystore.certificate.chain")
            != null;
  }

  /// In the order in which Boot lets one go before another.
  private @Nullable String first(String client, String... names) {
    return Stream.of(client, "")
        .flatMap(scope -> Stream.of(names).map(name -> settings.getProperty(PREFIX + scope + name)))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private boolean has(String name) {
    return settings.containsProperty(name);
  }
}
