package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.wire.ClientFrame.Send;
import chat.maru.cluster.client.wire.RawSession;
import chat.maru.cluster.client.wire.ServerFrame;
import chat.maru.cluster.e2e.World.Pair;
import chat.maru.cluster.launcher.ClusterOptions;
import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.watch.Collector;
import chat.maru.cluster.watch.Collector.Recorded;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a trace collector gets when one is named and every send is sampled.
@Timeout(value = 600, threadMode = SEPARATE_THREAD)
class TraceIT {
  private static final long PAUSE = 50_000_000;

  @TempDir Path temporary;

  @Test
  void aMessageIsOneTraceFromTheSendersFrameThroughKafkaToEachSocketOfBothMembers()
      throws Exception {
    try (Collector collector = new Collector();
        LocalCluster cluster = LocalCluster.start(sampled(collector));
        World world = new World(cluster.state())) {
      Pair pair = world.pair();
      RawSession sender = world.device(pair.borrower(), 1);
      RawSession other = world.device(pair.lender(), 2);
      Send send = Send.toRoom(pair.roomId(), "Nobody but us two reads this");
      ServerFrame.Ack _ = World.acked(sender, send);
      Message message = World.storedIn(other, send);

      List<Recorded> way = await(collector, span -> isOf(span, message), 5);

      assertThat(way).extracting(Recorded::trace).containsOnly(way.getFirst().trace());
      Recorded sent = only(way, "maru.send", "gateway-service");
      Recorded stored = only(way, "maru.store", "persistence-service");
      Recorded told = only(way, "maru.tell", "chat-service");
      assertThat(sent.parent()).isEmpty();
      assertThat(stored.parent()).isEqualTo(sent.id());
      assertThat(told.parent()).isEqualTo(stored.id());
      assertThat(way)
          .filteredOn(span -> span.name().equals("maru.deliver"))
          .hasSize(2)
          .allMatch(span -> span.parent().equals(told.id()))
          .allMatch(span -> span.service().equals("gateway-service"));
      assertThat(collector.spans().toString()).doesNotContain("Nobody but us", "Saturday");
    }
  }

  private ClusterOptions sampled(Collector collector) {
    return ClusterOptions.forTests(temporary)
        .withProperties(
            Map.of(
                "management.tracing.sampling.probability", "1",
                "management.opentelemetry.tracing.export.otlp.endpoint", collector.endpoint(),
                "management.opentelemetry.tracing.export.schedule-delay", "200ms"));
  }

  private static boolean isOf(Recorded span, Message message) {
    return message.messageId().equals(span.attributes().get("maru.message.id"));
  }

  private static List<Recorded> await(Collector collector, Predicate<Recorded> wanted, int count) {
    List<Recorded> found;
    do {
      LockSupport.parkNanos(PAUSE);
      found = collector.spans().stream().filter(wanted).toList();
    } while (found.size() < count && !Thread.currentThread().isInterrupted());
    return found;
  }

  private static Recorded only(List<Recorded> way, String name, String service) {
    List<Recorded> found = way.stream().filter(span -> span.name().equals(name)).toList();
    assertThat(found).as(name).hasSize(1);
    assertThat(found.getFirst().service()).isEqualTo(service);
    return found.getFirst();
  }
}
