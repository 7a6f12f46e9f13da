package chat.maru.cluster.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PortPlanTest {

  private static final ClusterOptions USUAL = ClusterOptions.defaults(Path.of("data"));

  @Test
  void thePageIsOnTheBaseAndTheGatewaysFollow() {
    var plan = new PortPlan(8080);
    assertThat(plan.chat(0)).isEqualTo(8080);
    assertThat(plan.gateway(0)).isEqualTo(8081);
    assertThat(plan.chat(1)).isEqualTo(8131);
    assertThat(plan.gatewayManagement(0)).isEqualTo(8200);
    assertThat(plan.postgres()).isEqualTo(8283);
  }

  @Test
  void theLargestClusterGivesNoPortTwice() {
    var largest =
        USUAL
            .with(ServiceKind.GATEWAY, ClusterOptions.MOST_GATEWAYS)
            .with(ServiceKind.CHAT, ClusterOptions.MOST_CHAT_SERVICES)
            .with(ServiceKind.PERSISTENCE, ClusterOptions.MOST_PERSISTENCE_SERVICES);
    var uses = new PortPlan(8080).uses(largest);
    assertThat(uses).hasSize(3 * 10 + 2 * 40 + 40 + 4);
    assertThat(uses.keySet())
        .allMatch(port -> port >= 8080 && port <= 8080 + PortPlan.HIGHEST_OFFSET);
  }

  @Test
  void theBaseMovesEveryPort() {
    var moved = new PortPlan(18080).uses(USUAL).keySet();
    assertThat(new PortPlan(8080).uses(USUAL).keySet())
        .allMatch(port -> moved.contains(port + 10_000));
  }

  @Test
  void portsThatOthersUseAreToldInOneLine() throws Exception {
    var plan = new PortPlan(PortPlan.freeBase());
    assertThatNoException().isThrownBy(() -> plan.refuseUsed(USUAL));
    try (var _ = listenOn(plan.gateway(0));
        var _ = listenOn(plan.redis())) {
      assertThatThrownBy(() -> plan.refuseUsed(USUAL))
          .isInstanceOf(ClusterException.class)
          .hasMessage(
              "port %d (gateway-1) and 1 more: in use by another program; stop it or move all ports with --port-base"
                  .formatted(plan.gateway(0)));
    }
  }

  private static ServerSocket listenOn(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
  }
}
