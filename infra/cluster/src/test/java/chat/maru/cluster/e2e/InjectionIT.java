package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

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
import chat.maru.cluster.launcher.ServiceKind;
import chat.maru.cluster.launcher.ServiceProcess;
import chat.maru.cluster.launcher.WithCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// What a schedule says is what the processes of a cluster suffer.
@WithCluster
@Timeout(value = 180, threadMode = SEPARATE_THREAD)
class InjectionIT extends HurtCluster {
  private static final String MARKER = "injection-it";

  private static final Target GATEWAY = new Target.Node(ServiceKind.GATEWAY, 1);
  private static final Target CHAT = new Target.Node(ServiceKind.CHAT, 0);
  private static final Target PERSISTENCE = new Target.Node(ServiceKind.PERSISTENCE, 0);

  InjectionIT(LocalCluster cluster) {
    super(cluster);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc")
  void everyKindOfFaultHappensAndEverythingIsReadyInTheEnd() {
    Witness witness = new Witness();
    RedisTalk.put(cluster.redis(), MARKER);
    try (Injection injection =
        Injection.start(
            schedule(
                new Fault.Kill(GATEWAY, Duration.ZERO),
                new Fault.Freeze(CHAT, Duration.ofMillis(500)),
                new Fault.Restart(PERSISTENCE),
                new Fault.Freeze(Target.Server.POSTGRES, Duration.ofMillis(500)),
                new Fault.ReadOnly(Duration.ZERO),
                new Fault.Kill(Target.Server.KAFKA, Duration.ZERO),
                new Fault.LoseRedis(Duration.ZERO)),
            cluster,
            witness)) {
      injection.await();
    }
    assertThat(witness.changedPid)
        .isEqualTo(
            Map.of(
                GATEWAY,
                true,
                CHAT,
                false,
                PERSISTENCE,
                true,
                Target.Server.POSTGRES,
                false,
                Target.Server.KAFKA,
                true,
                Target.Server.REDIS,
                true));
    assertThat(witness.atRepair)
        .containsEntry(CHAT, "T")
        .containsEntry(Target.Server.POSTGRES, "T")
        .containsEntry(GATEWAY, "gone")
        .containsEntry(Target.Server.KAFKA, "gone");
    assertThat(witness.refusedWrites).isTrue();
    assertThat(writesAreRefused()).isFalse();
    assertThat(RedisTalk.has(cluster.redis(), MARKER)).isFalse();
    assertThat(nodes()).allMatch(ServiceProcess::isReady);
    assertThat(aMessageCrosses()).isTrue();
  }

  @Test
  void servicesStartOnADatabaseThatTakesNoWritesAndStoreWhatWasSentWhenItDoes() {
    World.Pair pair = world.pair();
    cluster.postgres().refuseWrites();
    cluster.persistenceService(0).restart();
    cluster.chatService(0).restart();
    try (RawSession lender = world.device(pair.lender(), 2);
        RawSession borrower = world.device(pair.borrower(), 1)) {
      Send send = Send.toRoom(pair.roomId(), "Sent while nothing can be stored.");
      ServerFrame.Ack _ = World.acked(borrower, send);
      assertThat(World.history(pair.lender(), pair.roomId())).hasSize(1);
      cluster.postgres().allowWrites();
      assertThat(World.storedIn(lender, send).roomId()).isEqualTo(pair.roomId());
    }
  }

  /// From one gateway through the log, the database and Redis to the other.
  private boolean aMessageCrosses() {
    World.Pair pair = world.pair();
    try (RawSession lender = world.device(pair.lender(), 2);
        RawSession borrower = world.device(pair.borrower(), 1)) {
      Send send = Send.toRoom(pair.roomId(), "Everything stands again.");
      ServerFrame.Ack ack = World.acked(borrower, send);
      return ack.id().equals(World.storedIn(lender, send).clientMessageId());
    }
  }

  private Stream<ServiceProcess> nodes() {
    return Stream.of(ServiceKind.values()).flatMap(kind -> cluster.nodes(kind).stream());
  }

  private static Schedule schedule(Fault... faults) {
    return new Schedule(
        0,
        IntStream.range(0, faults.length)
            .mapToObj(i -> new PlannedFault(Duration.ofMillis(i), faults[i]))
            .toList());
  }

  private boolean writesAreRefused() {
    try (Connection connection = cluster.postgres().database().connect();
        Statement statement = connection.createStatement();
        ResultSet setting = statement.executeQuery("SHOW default_transaction_read_only")) {
      return setting.next() && setting.getString(1).equals("on");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private long pid(Target target) {
    return switch (target) {
      case Target.Node(var kind, int index) -> cluster.nodes(kind).get(index).pid();
      case Target.Server.KAFKA -> cluster.kafka().pid();
      case Target.Server.REDIS -> cluster.redis().pid();
      case Target.Server.POSTGRES -> cluster.postgres().pid();
      case Target.Link link -> throw new IllegalArgumentException(link.label());
    };
  }

  /// The state letter that proc(5) gives, or that there is no such process.
  private static String state(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ")).getFirst();
    } catch (NoSuchFileException e) {
      return "gone";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Witness implements FaultLog {
    private final Map<Target, Long> before = new ConcurrentHashMap<>();
    private final Map<Target, String> atRepair = new ConcurrentHashMap<>();
    private final Map<Target, Boolean> changedPid = new ConcurrentHashMap<>();
    private volatile boolean refusedWrites;

    @Override
    public void begins(PlannedFault planned) {
      Target target = planned.fault().target();
      before.put(target, pid(target));
    }

    @Override
    public void repairBegins(PlannedFault planned) {
      Target target = planned.fault().target();
      if (planned.fault() instanceof Fault.ReadOnly) {
        refusedWrites = writesAreRefused();
      } else {
        atRepair.put(target, state(pid(target)));
      }
    }

    @Override
    public void ready(PlannedFault planned) {
      Target target = planned.fault().target();
      changedPid.put(target, !before.get(target).equals(pid(target)));
    }
  }
}
