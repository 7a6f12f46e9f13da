package chat.maru.cluster.state;

import chat.maru.cluster.client.wire.Trust;
import chat.maru.cluster.demo.DemoAccount;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/// What runs where, as `cluster.json` tells it to people and tools.
///
/// @param page where a browser goes
/// @param accounts the demo's; empty without demo data
/// @param startedAt RFC 3339, UTC
/// @param keyring path of the services' keyring
/// @param kek URI of the key that wraps it
/// @param serviceToken path of the token of the internal API
/// @param authority path of the certificate of the local authority; absent without TLS
public record ClusterState(
    String page,
    List<Gateway> gateways,
    List<ChatService> chatServices,
    List<PersistenceService> persistenceServices,
    Kafka kafka,
    Redis redis,
    Postgres postgres,
    List<DemoAccount> accounts,
    String startedAt,
    Path keyring,
    String kek,
    Path serviceToken,
    @Nullable Path authority) {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().addModule(pathsAsPeopleTypeThem()).build();

  public record Gateway(String name, long pid, String url, String management, Path log) {}

  public record ChatService(
      String name, long pid, String url, String internal, String management, Path log) {}

  public record PersistenceService(String name, long pid, String management, Path log) {}

  public record Kafka(long pid, String bootstrapServers, Path log) {}

  public record Redis(long pid, String host, int port, Path log) {}

  public record Postgres(long pid, String jdbcUrl, String username, String password, Path log) {}

  public static ClusterState parse(String json) {
    return MAPPER.readValue(json, ClusterState.class);
  }

  /// The same cluster for those who know one of its gateways.
  public ClusterState knowing(Gateway gateway) {
    return new ClusterState(
        page,
        List.of(gateway),
        chatServices,
        persistenceServices,
        kafka,
        redis,
        postgres,
        accounts,
        startedAt,
        keyring,
        kek,
        serviceToken,
        authority);
  }

  /// Whom the cluster's clients must believe.
  public Trust trust() {
    return authority == null ? Trust.OF_THE_JVM : Trust.in(List.of(authority));
  }

  /// Jackson alone would write `file:///…`, which no shell takes.
  private static JacksonModule pathsAsPeopleTypeThem() {
    return new SimpleModule("paths").addSerializer(Path.class, new ToStringSerializer(Path.class));
  }

  public String json() {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
  }
}
