package chat.maru.cluster.load;

import chat.maru.cluster.client.wire.ClientFrame;
import chat.maru.cluster.client.wire.Handshake;
import chat.maru.cluster.client.wire.WebSockets;
import chat.maru.cluster.load.Crowd.Member;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/// Open-loop 1:1 traffic: message `n` of the run has its pair, its sender and its time before the
/// run begins.
final class Traffic {
  private static final int DRAIN_SECONDS = 15;
  private static final Duration LEAD = Duration.ofMillis(500);

  private final LoadOptions options;
  private final Crowd crowd;
  private final WebSockets sockets;
  private final int first;
  private final int end;
  private final Tally tally;
  private final long run = ThreadLocalRandom.current().nextLong();

  Traffic(LoadOptions options, Crowd crowd, WebSockets sockets) {
    this.options = options;
    this.crowd = crowd;
    this.sockets = sockets;
    first = 1 + options.warmup() * options.rate();
    end = first + options.seconds() * options.rate();
    tally = new Tally(first, end);
  }

  TrafficFigures measure() {
    System.out.printf("Making %d users, their posts and rooms …%n", 2 * options.pairs());
    List<Couple> couples = crowd.together(couples());
    System.out.printf("Sending for %d + %d s …%n", options.warmup(), options.seconds());
    Map<String, Double> cpu = send(couples);
    drain();
    TrafficFigures figures = figures(cpu);
    couples.forEach(Traffic::close);
    return figures;
  }

  private List<Callable<Couple>> couples() {
    return IntStream.range(0, options.pairs()).mapToObj(this::couple).toList();
  }

  /// Every second pair has its ends on different gateways.
  private Callable<Couple> couple(int index) {
    return () -> {
      List<Member> members = crowd.membersHere(2);
      String postId = crowd.post(members.getLast());
      Device borrower = device(members.getFirst(), index / 2);
      Device lender = device(members.getLast(), index / 2 + index % 2);
      String id = MessageNumber.id(run + 1 + index, 0);
      String roomId = borrower.begin(new ClientFrame.Send(id, null, postId, "first").json());
      String _ = lender.begin(new ClientFrame.Send(id, roomId, null, "answer").json());
      return new Couple(roomId, borrower, lender);
    };
  }

  private Device device(Member member, int gateway) {
    return new Device(sockets, Handshake.withToken(crowd.gateway(gateway), member.token()), tally);
  }

  /// @return CPU per message of each server process while it counted
  private Map<String, Double> send(List<Couple> couples) {
    Map<String, Long> pids = ProcessFigures.pids(crowd.state());
    Pacer pacer = new Pacer(System.nanoTime() + LEAD.toNanos(), options.rate());
    tally.begin(pacer);
    String body = "x".repeat(options.body());
    Map<String, Long> before = Map.of();
    for (int n = 1; n < end; n++) {
      if (n == first) {
        before = ProcessFigures.cpuMicros(pids);
      }
      long _ = pacer.await(n);
      Couple couple = couples.get(n % couples.size());
      couple.sender(n / couples.size()).send(frame(couple, n, body));
    }
    return perMessage(before, ProcessFigures.cpuMicros(pids));
  }

  private String frame(Couple couple, int number, String body) {
    String id = MessageNumber.id(run, number);
    return "{\"type\":\"send\",\"id\":\"%s\",\"roomId\":\"%s\",\"text\":\"%s\"}"
        .formatted(id, couple.roomId(), body);
  }

  private Map<String, Double> perMessage(Map<String, Long> before, Map<String, Long> after) {
    Map<String, Double> figures = new LinkedHashMap<>();
    after.forEach((name, cpu) ->
        figures.put(name, (cpu - before.getOrDefault(name, 0L)) / (double) (end - first)));
    return figures;
  }

  /// Waits until everything came, or long enough.
  private void drain() {
    Pacer looks = new Pacer(System.nanoTime(), 20);
    for (int i = 0; !tally.complete() && i < 20 * DRAIN_SECONDS; i++) {
      long _ = looks.await(i);
    }
  }

  private TrafficFigures figures(Map<String, Double> cpu) {
    return new TrafficFigures(
        options.rate(),
        options.pairs(),
        options.body(),
        end - first,
        options.seconds(),
        tally.toAck(),
        tally.toReceipt(),
        tally.lost(),
        tally.repeated(),
        tally.unacked(),
        tally.mishaps(),
        cpu);
  }

  private static void close(Couple couple) {
    couple.borrower().close();
    couple.lender().close();
  }
}
