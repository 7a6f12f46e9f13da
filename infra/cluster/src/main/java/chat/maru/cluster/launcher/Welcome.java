package chat.maru.cluster.launcher;

import chat.maru.cluster.demo.DemoAccount;
import chat.maru.cluster.state.ClusterState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the launcher says when everything is up.
final class Welcome {

  private Welcome() {}

  static String text(ClusterState state, Path logs, Duration took) {
    return """

    Maru is up after %.1f s.

      Page      %s
    %s%s  Gateways  %s
      Metrics   %s
      Watch     %s
      Logs      %s
      Details   %s

    Ctrl-C stops everything; the data stays.
    """
        .formatted(
            took.toMillis() / 1e3,
            state.page(),
            authority(state),
            accounts(state.accounts()),
            column(state.gateways().stream().map(ClusterState.Gateway::url)),
            column(metrics(state)),
            watch(logs.resolveSibling("prometheus")),
            logs,
            logs.resolveSibling("cluster.json"))
        .stripTrailing();
  }

  /// A browser warns until it knows the authority.
  private static String authority(ClusterState state) {
    return state.authority() == null
        ? ""
        : "  Authority %s  (browsers and curl --cacert take it)\n".formatted(state.authority());
  }

  private static String accounts(List<DemoAccount> accounts) {
    if (accounts.isEmpty()) {
      return "";
    }
    var lines =
        accounts.stream()
            .map(a ->
                "%-8s password %s  (%s)".formatted(a.username(), a.password(), a.displayName()));
    return "  Accounts  " + column(lines) + "\n";
  }

  private static Stream<String> metrics(ClusterState state) {
    return Stream.of(
            state.gateways().stream().map(n -> metrics(n.name(), n.management())),
            state.chatServices().stream().map(n -> metrics(n.name(), n.management())),
            state.persistenceServices().stream().map(n -> metrics(n.name(), n.management())))
        .flatMap(lines -> lines);
  }

  private static String metrics(String name, String management) {
    return String.format(Locale.ROOT, "%-22s %s/actuator/prometheus", name, management);
  }

  private static String watch(Path folder) {
    return "prometheus --config.file=%s --storage.tsdb.path=%s --web.listen-address=127.0.0.1:9090"
        .formatted(folder.resolve(PrometheusFiles.CONFIGURATION), folder.resolve("tsdb"));
  }

  private static String column(Stream<String> lines) {
    return lines.collect(Collectors.joining("\n            "));
  }
}
