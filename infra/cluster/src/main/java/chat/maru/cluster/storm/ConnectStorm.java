package chat.maru.cluster.storm;

import chat.maru.cluster.client.wire.WebSockets;
import chat.maru.cluster.load.Pacer;
import chat.maru.cluster.state.ClusterState;
import chat.maru.cluster.state.ClusterState.Gateway;
import chat.maru.cluster.storm.Rush.Admission;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// Wave after wave of users on the first gateway, each with a token that nobody has seen before
/// and, with TLS, a whole handshake.
///
/// The gateway closes first, so the ports that wait are its own, and those of loopback are used
/// again after a second (`tcp_tw_reuse`): one source address is enough for what one process may
/// open.
final class ConnectStorm {
  private static final int THREADS = 2;
  private static final int REST_SECONDS = 3;

  private final ClusterState state;
  private final StormOptions options;
  private final Tokens tokens;
  private final Mishaps mishaps = new Mishaps();

  ConnectStorm(ClusterState state, StormOptions options) {
    options.mostInAProcess(options.clients());
    this.state = state;
    this.options = options;
    this.tokens = new Tokens(state);
  }

  ConnectFigures measure() {
    Gateway gateway = state.gateways().getFirst();
    List<ConnectFigures.Wave> waves = new ArrayList<>();
    try (WebSockets sockets = new WebSockets(THREADS, state.trust().amongStrangers())) {
      if (state.gateways().size() > 1) {
        warmUp(sockets);
      }
      for (int i = 0; i < options.waves(); i++) {
        waves.add(wave(sockets, URI.create(gateway.url())));
        System.out.printf("Wave %d: %.0f/s%n", i + 1, waves.getLast().admission().perSecond());
      }
    }
    return new ConnectFigures(gateway.url(), options.atOnce(), waves);
  }

  /// What is measured is how a gateway starts, not how this process does.
  private void warmUp(WebSockets sockets) {
    System.out.println("Warming up on the last gateway …");
    var _ = wave(sockets, URI.create(state.gateways().getLast().url()));
  }

  /// What a wave leaves behind is done away with before the next one.
  private ConnectFigures.Wave wave(WebSockets sockets, URI gateway) {
    List<Client> clients =
        tokens.ofStrangers(options.clients()).stream()
            .map(token -> new Client(sockets, () -> List.of(gateway), token, mishaps))
            .toList();
    Rush rush = new Rush(options.atOnce());
    CpuUse cpu = CpuUse.fromNow(state);
    Admission admission = rush.admit(clients);
    var each = cpu.microsEach(clients.size());
    var refused = mishaps.take();
    rush.dismiss(clients);
    long _ = new Pacer(System.nanoTime(), 1).await(REST_SECONDS);
    return new ConnectFigures.Wave(admission, refused, each);
  }
}
