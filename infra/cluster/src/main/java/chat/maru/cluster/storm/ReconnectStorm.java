package chat.maru.cluster.storm;

import chat.maru.cluster.client.wire.WebSockets;
import chat.maru.cluster.load.Chatter;
import chat.maru.cluster.load.Pacer;
import chat.maru.cluster.load.TrafficFigures;
import chat.maru.cluster.state.ClusterState;
import chat.maru.cluster.state.ClusterState.Gateway;
import chat.maru.cluster.storm.Homes.Home;
import chat.maru.cluster.storm.Mail.Letter;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Everybody on the first gateway loses it at once and comes back to the others, while pairs talk
/// on the second one and messages come for those who are away.
final class ReconnectStorm {
  private static final int THREADS = 2;
  private static final int MISSED_PER_SECOND = 250;
  private static final int PATIENCE_SECONDS = 180;
  private static final int ARRIVAL_SECONDS = 30;

  private final ClusterState state;
  private final StormOptions options;
  private final Mail mail = new Mail();
  private final Mishaps mishaps = new Mishaps();
  private final AtomicReference<List<URI>> doors = new AtomicReference<>();

  ReconnectStorm(ClusterState state, StormOptions options) {
    if (state.gateways().size() < 2) {
      throw new IllegalArgumentException("gateways: 1 (expected: at least 2)");
    }
    options.mostInAProcess(options.clients() + options.missed() + 2 * options.pairs());
    this.state = state;
    this.options = options;
    doors.set(List.of(url(0)));
  }

  ReconnectFigures measure() {
    ClusterState second = state.knowing(state.gateways().get(1));
    try (WebSockets sockets = new WebSockets(THREADS, state.trust().amongStrangers());
        CatchUps catchUps = new CatchUps(state);
        Chatter chatter = new Chatter(second, options.pairs())) {
      var road = new Homecomer.Road(sockets, catchUps, mail, mishaps);
      return storm(settled(road), chatter);
    }
  }

  /// All who will lose the gateway, their rooms, and what will be written to them.
  private record Stage(List<Homecomer> homecomers, List<Letter> missed) {}

  private Stage settled(Homecomer.Road road) {
    List<Home> homes = Homes.made(state, options.clients() / 2);
    Tokens tokens = new Tokens(state);
    List<Homecomer> borrowers =
        homes.stream()
            .map(home -> new Homecomer(road, doors::get, tokens.of(home.borrower())))
            .toList();
    List<Homecomer> lenders =
        homes.stream()
            .map(home -> new Homecomer(road, doors::get, tokens.of(home.lender())))
            .toList();
    List<Phone> writers =
        homes.subList(0, options.missed()).stream()
            .map(home -> writer(road, tokens.of(home.borrower())))
            .toList();
    Rush rush = new Rush(options.atOnce());
    List<Homecomer> all = Stream.concat(borrowers.stream(), lenders.stream()).toList();
    System.out.printf("Connecting %d clients to %s …%n", all.size(), url(0));
    var _ = rush.admit(all.stream().map(Phone::client).toList());
    new Village(borrowers, lenders.stream().map(List::of).toList()).settle(homes, mail, mishaps);
    var _ = rush.admit(writers.stream().map(Phone::client).toList());
    List<Letter> missed =
        IntStream.range(0, writers.size())
            .mapToObj(i ->
                Letter.into(
                    borrowers.get(i).room(),
                    writers.get(i),
                    List.of(borrowers.get(i), lenders.get(i))))
            .toList();
    return new Stage(all, missed);
  }

  /// A borrower's other device, on the second gateway.
  private Phone writer(Homecomer.Road road, String token) {
    return new Phone(road.sockets(), () -> List.of(url(1)), token, mail, mishaps);
  }

  private ReconnectFigures storm(Stage stage, Chatter chatter) {
    System.out.printf("%d pairs talk for %d s …%n", options.pairs(), options.seconds());
    TrafficFigures before = chatter.talk(options.rate(), options.seconds());
    CompletableFuture<TrafficFigures> others =
        CompletableFuture.supplyAsync(
            () -> chatter.talk(options.rate(), options.seconds()),
            talk -> Thread.ofPlatform().name("pairs").start(talk));
    long _ = new Pacer(System.nanoTime(), 2).await(1); // until they have begun
    var _ = mishaps.take();
    doors.set(state.gateways().stream().map(Gateway::url).map(URI::create).toList());
    stage.homecomers().forEach(Homecomer::forgetReturn);
    CpuUse cpu = CpuUse.fromNow(state);
    System.out.println("Killing " + state.gateways().getFirst().name());
    long kill = System.nanoTime();
    kill(state.gateways().getFirst());
    var _ = Mail.send(stage.missed(), MISSED_PER_SECOND);
    boolean _ =
        Mail.within(
            PATIENCE_SECONDS, () -> stage.homecomers().stream().allMatch(one -> one.backAt() > 0));
    var each = cpu.microsEach(options.clients());
    mail.awaitAccepted(stage.missed());
    boolean _ = Mail.awaitArrived(stage.missed(), ARRIVAL_SECONDS);
    return ReconnectFigures.of(
        new Homecoming(kill, stage.homecomers(), stage.missed(), mail),
        new ReconnectFigures.Circumstances(mishaps.take(), each, before, others.join()));
  }

  private static void kill(Gateway gateway) {
    ProcessHandle process =
        ProcessHandle.of(gateway.pid())
            .orElseThrow(
                () -> new IllegalStateException(gateway.name() + " is gone; start a new cluster"));
    boolean _ = process.destroyForcibly();
  }

  private URI url(int gateway) {
    return URI.create(state.gateways().get(gateway).url());
  }
}
