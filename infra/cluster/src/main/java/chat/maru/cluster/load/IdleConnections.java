package chat.maru.cluster.load;

import static java.util.Objects.requireNonNull;

import chat.maru.cluster.client.wire.Handshake;
import chat.maru.cluster.client.wire.WebSockets;
import chat.maru.cluster.keys.IssuerKey;
import chat.maru.cluster.load.IdleFigures.Accepted;
import chat.maru.cluster.load.IdleFigures.Look;
import chat.maru.cluster.state.ClusterState.Gateway;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/// Opens connections of different users on the first gateway and leaves them alone. The users never
/// registered; their tokens are as good as others'.
final class IdleConnections {
  private static final Duration TOKENS_LIVE = Duration.ofMinutes(14);

  private final Crowd crowd;
  private final WebSockets sockets;
  private final Gateway gateway;
  private final List<Device> open = new ArrayList<>();

  IdleConnections(Crowd crowd, WebSockets sockets) {
    this.crowd = crowd;
    this.sockets = sockets;
    this.gateway = crowd.state().gateways().getFirst();
  }

  IdleFigures measure(int many, Duration quiet) {
    int few = Math.max(1, many / 4);
    System.out.printf("Making tokens of %d users …%n", many);
    List<String> tokens = tokens(many);
    connect(tokens.subList(0, few));
    Look atFew = look(quiet);
    long before = cpuMicros();
    long start = System.nanoTime();
    connect(tokens.subList(few, many));
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpuEach = (cpuMicros() - before) / (double) (many - few);
    Look atMany = look(quiet);
    open.forEach(Device::close);
    var accepted = new Accepted((many - few) / seconds, cpuEach);
    return new IdleFigures(gateway.name(), few, many, atFew, atMany, accepted);
  }

  /// Each of another user, made before the clock runs.
  private List<String> tokens(int count) {
    IssuerKey issuer = IssuerKey.of(crowd.state());
    return Stream.generate(() -> issuer.token(UUID.randomUUID().toString(), TOKENS_LIVE))
        .limit(count)
        .toList();
  }

  private void connect(List<String> tokens) {
    URI url = URI.create(gateway.url());
    List<Callable<Device>> connecting = new ArrayList<>();
    for (String token : tokens) {
      connecting.add(() -> new Device(sockets, Handshake.withToken(url, token)));
    }
    open.addAll(crowd.together(connecting));
  }

  private Look look(Duration quiet) {
    long heap = new LiveHeap(gateway.pid()).bytes();
    long pss = ProcessFigures.pssBytes(gateway.pid());
    Pacer pause = new Pacer(System.nanoTime(), 1);
    long before = cpuMicros();
    long _ = pause.await(quiet.toSeconds());
    return new Look(heap, pss, (cpuMicros() - before) / (double) quiet.toSeconds());
  }

  private long cpuMicros() {
    return requireNonNull(
        ProcessFigures.cpuMicros(Map.of(gateway.name(), gateway.pid())).get(gateway.name()));
  }
}
