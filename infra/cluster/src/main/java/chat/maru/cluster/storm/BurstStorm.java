package chat.maru.cluster.storm;

import chat.maru.cluster.client.wire.WebSockets;
import chat.maru.cluster.load.Latency;
import chat.maru.cluster.load.Pacer;
import chat.maru.cluster.state.ClusterState;
import chat.maru.cluster.storm.Homes.Home;
import chat.maru.cluster.storm.Mail.Letter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/// At one instant a message in each of many rooms, for a recipient with several devices on all
/// gateways.
final class BurstStorm {
  private static final int THREADS = 2;
  private static final int INSTANTS_PER_SECOND = 10;
  private static final int ARRIVAL_SECONDS = 60;
  private static final int REST_SECONDS = 3;
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(30);

  private final ClusterState state;
  private final StormOptions options;
  private final Mail mail = new Mail();
  private final Mishaps mishaps = new Mishaps();
  private int gateway;

  BurstStorm(ClusterState state, StormOptions options) {
    options.mostInAProcess(options.clients() * (options.devices() + 1));
    this.state = state;
    this.options = options;
  }

  BurstFigures measure() {
    try (WebSockets sockets = new WebSockets(THREADS, state.trust().amongStrangers())) {
      Village village = settled(sockets);
      List<BurstFigures.Wave> waves = new ArrayList<>();
      for (int i = 0; i < options.waves(); i++) {
        long _ = new Pacer(System.nanoTime(), 1).await(REST_SECONDS);
        waves.add(wave(village));
      }
      return new BurstFigures(options.clients(), options.devices(), waves);
    }
  }

  private Village settled(WebSockets sockets) {
    List<Home> homes = Homes.made(state, options.clients());
    Tokens tokens = new Tokens(state);
    List<Phone> borrowers =
        homes.stream().map(home -> phone(sockets, tokens.of(home.borrower()))).toList();
    List<List<Phone>> recipients =
        homes.stream().map(home -> phones(sockets, tokens.of(home.lender()))).toList();
    List<Client> clients =
        Stream.concat(borrowers.stream(), recipients.stream().flatMap(List::stream))
            .map(Phone::client)
            .toList();
    System.out.printf("Connecting %d devices …%n", clients.size());
    var _ = new Rush(options.atOnce()).admit(clients);
    Village village = new Village(borrowers, recipients);
    village.settle(homes, mail, mishaps);
    return village;
  }

  private List<Phone> phones(WebSockets sockets, String token) {
    return Stream.generate(() -> phone(sockets, token)).limit(options.devices()).toList();
  }

  private Phone phone(WebSockets sockets, String token) {
    URI url = URI.create(state.gateways().get(gateway++ % state.gateways().size()).url());
    return new Phone(sockets, () -> List.of(url), token, mail, mishaps);
  }

  private BurstFigures.Wave wave(Village village) {
    List<Letter> letters =
        IntStream.range(0, options.clients())
            .mapToObj(i -> {
              Phone from = village.borrowers().get(i);
              return Letter.into(from.room(), from, village.recipients().get(i));
            })
            .toList();
    var _ = mishaps.take();
    long repeatedBefore = repeated(village);
    CpuUse cpu = CpuUse.fromNow(state);
    Pacer pacer = Mail.send(letters, (double) letters.size() * INSTANTS_PER_SECOND);
    mail.awaitAccepted(letters);
    boolean _ = Mail.awaitArrived(letters, ARRIVAL_SECONDS);
    var each = cpu.microsEach(letters.size());
    return new BurstFigures.Wave(
        toDevice(letters, pacer),
        (letters.stream().mapToLong(BurstStorm::lastArrival).max().orElse(0) - pacer.due(0)) / 1e9,
        letters.stream().mapToLong(BurstStorm::lost).sum(),
        repeated(village) - repeatedBefore,
        mishaps.take(),
        each);
  }

  private static Latency toDevice(List<Letter> letters, Pacer pacer) {
    Histogram micros = new Histogram(LONGEST_MICROS, 3);
    for (int i = 0; i < letters.size(); i++) {
      Letter letter = letters.get(i);
      long due = pacer.due(i);
      letter.to().stream()
          .mapToLong(phone -> phone.heldSince(letter.id()))
          .filter(at -> at > 0)
          .forEach(at -> micros.recordValue(TimeUnit.NANOSECONDS.toMicros(at - due)));
    }
    return Latency.of(micros);
  }

  private static long lastArrival(Letter letter) {
    return letter.to().stream().mapToLong(phone -> phone.heldSince(letter.id())).max().orElse(0);
  }

  private static long lost(Letter letter) {
    return letter.to().stream().filter(phone -> phone.heldSince(letter.id()) == 0).count();
  }

  private static long repeated(Village village) {
    return village.recipients().stream().flatMap(List::stream).mapToLong(Phone::repeated).sum();
  }
}
