package chat.maru.chat.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.contract.node.NodeLease;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SocketUrlTest {
  private static final List<NodeLease> OPEN =
      List.of(
          new NodeLease("gw-1", "a", "ws://one", false),
          new NodeLease("gw-2", "b", "ws://two", false));

  @Test
  void sessionsSpreadOverAllGateways() {
    var random = new Random(1);
    var urls =
        IntStream.range(0, 1_000)
            .mapToObj(_ -> SocketUrl.choose(OPEN, null, random).orElseThrow())
            .collect(Collectors.groupingBy(url -> url, Collectors.counting()));
    assertThat(urls.get("ws://one")).isBetween(400L, 600L);
    assertThat(urls.get("ws://two")).isBetween(400L, 600L);
  }

  @Test
  void aNamedGatewayIsThatOneOrNone() {
    assertThat(SocketUrl.choose(OPEN, "gw-2", new Random())).hasValue("ws://two");
    assertThat(SocketUrl.choose(OPEN, "gw-3", new Random())).isEmpty();
    assertThat(SocketUrl.choose(List.of(), null, new Random())).isEmpty();
  }
}
