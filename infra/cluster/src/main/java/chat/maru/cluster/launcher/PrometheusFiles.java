package chat.maru.cluster.launcher;

import chat.maru.cluster.state.ClusterState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What a Prometheus of this machine needs to watch the running cluster: the repository's
/// configuration, with the rules' path in full, and beside it the targets. A running Prometheus
/// takes new targets by itself; the configuration it reads when it starts or is told to.
///
/// @param source the repository's `infra/prometheus`
/// @param targets where the targets go; the configuration becomes its neighbour
record PrometheusFiles(Path source, Path targets) {

  static final String CONFIGURATION = "prometheus.yml";

  /// As the repository's configuration names them, relative to itself.
  private static final String RULES = "\"rules/*.yml\"";

  private static final String JOB = "  - job_name: maru\n";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /// One scraped address, in the form of Prometheus' `file_sd_configs`.
  private record Target(List<String> targets, Map<String, String> labels) {}

  void write(ClusterState state) {
    try {
      String configuration = Files.readString(source.resolve(CONFIGURATION));
      Files.createDirectories(targets.getParent());
      Files.writeString(
          targets.resolveSibling(CONFIGURATION),
          withAuthority(configuration.replace(RULES, rulesInFull()), state.authority()));
      Files.writeString(
          targets, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(of(state)) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// JSON's quotes are YAML's, too.
  private String rulesInFull() {
    return MAPPER.writeValueAsString(source.resolve("rules") + "/*.yml");
  }

  private static String withAuthority(String configuration, @Nullable Path authority) {
    return authority == null
        ? configuration
        : configuration.replace(
            JOB,
            JOB
                + "    tls_config:\n      ca_file: "
                + MAPPER.writeValueAsString(authority.toString())
                + "\n");
  }

  private static List<Target> of(ClusterState state) {
    return Stream.of(
            state.gateways().stream()
                .map(n -> target(ServiceKind.GATEWAY, n.name(), n.management())),
            state.chatServices().stream()
                .map(n -> target(ServiceKind.CHAT, n.name(), n.management())),
            state.persistenceServices().stream()
                .map(n -> target(ServiceKind.PERSISTENCE, n.name(), n.management())))
        .flatMap(targets -> targets)
        .toList();
  }

  private static Target target(ServiceKind kind, String node, String management) {
    return new Target(
        List.of(URI.create(management).getAuthority()),
        new TreeMap<>(
            Map.of(
                "service",
                kind.module(),
                "node",
                node,
                "__scheme__",
                URI.create(management).getScheme())));
  }
}
