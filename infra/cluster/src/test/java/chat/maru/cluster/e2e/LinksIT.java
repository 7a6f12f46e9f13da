package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.wire.ClientFrame.Send;
import chat.maru.cluster.client.wire.RawSession;
import chat.maru.cluster.client.wire.ServerFrame;
import chat.maru.cluster.fault.Fault;
import chat.maru.cluster.fault.FaultLog;
import chat.maru.cluster.fault.Injection;
import chat.maru.cluster.fault.PlannedFault;
import chat.maru.cluster.fault.Schedule;
import chat.maru.cluster.fault.Target;
import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.launcher.ServerKind;
import chat.maru.cluster.launcher.ServiceKind;
import chat.maru.cluster.launcher.WithCluster;
import chat.maru.cluster.proxy.Direction;
import chat.maru.cluster.proxy.TcpProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Each node reaches each server through a link of its own, which suffers what a schedule says.
@WithCluster(proxies = true)
@Timeout(value = 300, threadMode = SEPARATE_THREAD)
class LinksIT extends HurtCluster {
  private static final Duration HURT = Duration.ofSeconds(1);
  private static final Duration DELAY = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int PONG = "+PONG\r\n".length();

  LinksIT(LocalCluster cluster) {
    super(cluster);
  }

  @Test
  void aNodeWhoseLinkToKafkaIsHalfOpenHearsNothingUntilItHeals() {
    World.Pair pair = world.pair();
    TcpProxy link = cluster.link(ServiceKind.PERSISTENCE, 0, ServerKind.KAFKA);
    try (RawSession lender = world.device(pair.lender(), 2);
        RawSession borrower = world.device(pair.borrower(), 1)) {
      link.halfOpen();
      Send send = Send.toRoom(pair.roomId(), "Is the tent dry?");
      ServerFrame.Ack _ = World.acked(borrower, send);
      assertThat(World.history(pair.lender(), pair.roomId()))
          .extracting(Message::clientMessageId)
          .doesNotContain(send.id());
      link.heal();
      assertThat(World.storedIn(lender, send).roomId()).isEqualTo(pair.roomId());
    }
  }

  @Test
  void everyKindOfFaultHappensToALink() {
    Target.Link link =
        new Target.Link(new Target.Node(ServiceKind.GATEWAY, 0), Target.Server.REDIS);
    assertThat(
            suffered(
                new Fault.Cut(link),
                new Fault.HalfOpen(link, HURT),
                new Fault.Swallow(link, Direction.TO_SERVER, HURT),
                new Fault.Swallow(link, Direction.TO_CLIENT, HURT),
                new Fault.Delay(link, DELAY, HURT)))
        .containsExactly(
            "cut: broken, then broken",
            "half-open: silence, then an answer",
            "requests lost: silence, then broken",
            "answers lost: silence, then broken",
            "delay of 200 ms: a late answer, then an answer");
    assertThat(world.pair().roomId()).isNotEmpty();
  }

  private List<String> suffered(Fault... faults) {
    Witness witness = new Witness();
    Schedule schedule =
        new Schedule(
            0,
            IntStream.range(0, faults.length)
                .mapToObj(i -> new PlannedFault(Duration.ofMillis(i), faults[i]))
                .toList());
    try (Injection injection = Injection.start(schedule, cluster, witness)) {
      injection.await();
    }
    return witness.lines;
  }

  /// Talks with Redis on the link that is hurt, over one connection for each fault.
  private final class Witness implements FaultLog {
    private final List<String> lines = new ArrayList<>();
    private Socket socket = new Socket();
    private String meanwhile = "";

    @Override
    public void begins(PlannedFault planned) {
      try {
        int port = cluster.link(ServiceKind.GATEWAY, 0, ServerKind.REDIS).port();
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        assertThat(ask(PATIENCE)).isEqualTo("an answer");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void repairBegins(PlannedFault planned) {
      meanwhile =
          switch (planned.fault()) {
            case Fault.HalfOpen _, Fault.Swallow _ -> ask(Duration.ofMillis(500));
            case Fault.Delay(_, var by, _) -> late(by) ? "a late answer" : "an early one";
            default -> ask(PATIENCE);
          };
    }

    @Override
    public void ready(PlannedFault planned) {
      String then = planned.fault() instanceof Fault.Delay ? ask(PATIENCE) : hear(PATIENCE);
      lines.add("%s: %s, then %s".formatted(planned.fault().what(), meanwhile, then));
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private boolean late(Duration by) {
      long before = System.nanoTime();
      return ask(PATIENCE).equals("an answer")
          && System.nanoTime() - before >= by.multipliedBy(2).toNanos();
    }

    private String ask(Duration patience) {
      try {
        socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
        return hear(patience);
      } catch (IOException e) {
        return "broken";
      }
    }

    private String hear(Duration patience) {
      try {
        socket.setSoTimeout((int) patience.toMillis());
        return socket.getInputStream().readNBytes(PONG).length == PONG ? "an answer" : "broken";
      } catch (SocketTimeoutException e) {
        return "silence";
      } catch (SocketException e) {
        return "broken";
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
