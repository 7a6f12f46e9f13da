package chat.maru.operation.start;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What a production node can't do without. None of it has a default there, so that no secret is
/// one that others know, and no address is a guess.
enum Demand {
  KEYRING("maru.keyring-file", Form.FILE, "the keyring that all services share"),
  SERVICE_TOKEN(
      "maru.service-token-file",
      Form.FILE,
      "the token by which services know each other",
      Service.GATEWAY,
      Service.CHAT),
  ISSUER("maru.issuer", Form.VALUE, "who signs access tokens", Service.GATEWAY, Service.CHAT),
  ISSUER_KEYS("maru.gateway.jwks-uri", Form.VALUE, "where the issuer's keys are", Service.GATEWAY),
  CHAT_SERVICES(
      "maru.gateway.chat-service-urls",
      Form.VALUE,
      "the internal addresses of chat-service",
      Service.GATEWAY),
  SOCKET_ADDRESS(
      "maru.gateway.public-url",
      Form.VALUE,
      "the address at which clients open sockets",
      Service.GATEWAY),
  SOCKET_ORIGINS(
      "maru.chat.websocket-origins", Form.VALUE, "where the page may open sockets", Service.CHAT),
  LOG("spring.kafka.bootstrap-servers", Form.VALUE, "the brokers"),
  DATABASE("spring.datasource.url", Form.VALUE, "the database", Service.CHAT, Service.PERSISTENCE),
  DATABASE_USER(
      "spring.datasource.username",
      Form.VALUE,
      "the database's user",
      Service.CHAT,
      Service.PERSISTENCE),
  DATABASE_PASSWORD(
      "spring.datasource.password",
      Form.DATABASE_CREDENTIAL,
      "the database's password, or sslkey in the database's URL",
      Service.CHAT,
      Service.PERSISTENCE),
  REDIS("spring.data.redis.host", Form.REDIS_ADDRESS, "Redis", Service.GATEWAY, Service.CHAT),
  REDIS_PASSWORD(
      "spring.data.redis.password",
      Form.REDIS_CREDENTIAL,
      "Redis' password, or redis in maru.tls.allow-plaintext-backends",
      Service.GATEWAY,
      Service.CHAT);

  private final String setting;
  private final Form form;
  private final String expected;
  private final Set<Service> services;

  /// @param services all if none is named
  Demand(String setting, Form form, String expected, Service... services) {
    this.setting = setting;
    this.form = form;
    this.expected = expected;
    this.services = Set.of(services.length == 0 ? Service.values() : services);
  }

  static Stream<Demand> of(Service service) {
    return Arrays.stream(values()).filter(demand -> demand.services.contains(service));
  }

  /// What keeps the setting from being met, with what would meet it; never its value, but for a
  /// file's name.
  Optional<String> fault(Settings settings) {
    return form.fault(settings, setting)
        .map(found -> "%s: %s (expected: %s)".formatted(setting, found, expected));
  }
}
