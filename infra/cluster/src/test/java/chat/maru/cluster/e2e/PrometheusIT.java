package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.cluster.client.wire.ClientFrame;
import chat.maru.cluster.client.wire.ClientFrame.Send;
import chat.maru.cluster.client.wire.Handshake;
import chat.maru.cluster.client.wire.RawSession;
import chat.maru.cluster.e2e.World.Pair;
import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.launcher.WithCluster;
import chat.maru.cluster.watch.Prometheus;
import chat.maru.cluster.watch.Repository;
import chat.maru.cluster.watch.Setup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a real Prometheus finds in a cluster with some traffic, by the repository's rules and
/// dashboards.
@WithCluster
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 180, threadMode = SEPARATE_THREAD)
class PrometheusIT {
  private static final int MESSAGES = 20;

  /// Queries that find nothing while all is well: alerts, and codes of refused sends.
  private static final Set<String> EMPTY_WHEN_WELL =
      Set.of("maru-promises / Which / A", "maru-promises / Sends / B");

  private World world;
  private Prometheus prometheus;

  @BeforeAll
  void watch(LocalCluster cluster, @TempDir Path folder) {
    world = new World(cluster.state());
    prometheus = Prometheus.start(folder, new Setup(cluster.prometheus(), Map.of()));
    talk();
  }

  @AfterAll
  void close() {
    if (prometheus != null) {
      prometheus.close();
    }
    world.close();
  }

  @Test
  void everyNodeIsScraped() {
    Map<String, String> up =
        Map.of(
            "gateway-1",
            "up",
            "gateway-2",
            "up",
            "chat-service-1",
            "up",
            "persistence-service-1",
            "up");
    prometheus.await("every target is up", () -> prometheus.targets().equals(up));
  }

  @Test
  void everyMetricThatARuleOrADashboardNamesIsThere() throws IOException {
    Set<String> named = Repository.series();
    assertThat(named).hasSizeGreaterThan(50);
    prometheus.awaitNone("missing series", () -> missing(named));
  }

  @Test
  void everySeriesOfOursTellsItsServiceAndNode() {
    prometheus.await("sessions", () -> !prometheus.query("maru_gateway_sessions").isEmpty());
    assertThat(prometheus.query("{__name__=~\"maru_.*|jvm_.*\", node=\"\"}")).isEmpty();
    assertThat(prometheus.query("{__name__=~\"maru_.*|jvm_.*\", service=\"\"}")).isEmpty();
    assertThat(prometheus.query("{exported_node!=\"\"}")).isEmpty();
  }

  @Test
  void everyQueryOfADashboardFindsSomething() throws IOException {
    Map<String, String> queries = Repository.queries();
    assertThat(queries).containsKeys(EMPTY_WHEN_WELL.toArray(String[]::new)).hasSizeGreaterThan(80);
    queries.keySet().removeAll(EMPTY_WHEN_WELL);
    prometheus.awaitNone("panels without data", () -> withoutData(queries));
  }

  @Test
  void whatIsNoQueryIsRefused() {
    assertThatThrownBy(() -> prometheus.query("sum(rate(maru_gateway_ack_seconds_count[1m])"))
        .hasMessageContaining("400");
  }

  private Set<String> missing(Set<String> named) {
    Set<String> missing = new TreeSet<>(named);
    missing.removeAll(prometheus.series());
    return missing;
  }

  private List<String> withoutData(Map<String, String> queries) {
    List<String> without = new ArrayList<>();
    queries.forEach((panel, query) -> {
      if (prometheus.query(query).isEmpty()) {
        without.add(panel);
      }
    });
    return without;
  }

  /// Messages both ways, a read mark, a page of history and a connection that is turned away.
  private void talk() {
    Pair pair = world.pair();
    RawSession borrower = world.device(pair.borrower(), 1);
    RawSession lender = world.device(pair.lender(), 2);
    for (int i = 0; i < MESSAGES; i++) {
      Send send = Send.toRoom(pair.roomId(), "message " + i);
      RawSession sender = i % 2 == 0 ? borrower : lender;
      sender.send(send);
      long seq = World.storedIn(lender, send).seq();
      lender.send(new ClientFrame.Read(pair.roomId(), seq));
    }
    assertThat(World.history(pair.lender(), pair.roomId())).hasSize(MESSAGES + 1);
    assertThatThrownBy(() -> world.link(Handshake.withToken(world.gateway(1), "not a token")))
        .isInstanceOf(RuntimeException.class);
  }
}
