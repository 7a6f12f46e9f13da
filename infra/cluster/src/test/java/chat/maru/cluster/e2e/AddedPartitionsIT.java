package chat.maru.cluster.e2e;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.cluster.client.wire.ClientFrame.Send;
import chat.maru.cluster.client.wire.RawSession;
import chat.maru.cluster.client.wire.ServerFrame;
import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.launcher.WithCluster;
import chat.maru.contract.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// D1 to D4: both logs get more partitions, and rooms move to them (docs/scaling.md).
@WithCluster(
    properties = "logging.level.chat.maru.added-partitions=info") // keeps its logs to itself
@Timeout(value = 180, threadMode = SEPARATE_THREAD)
class AddedPartitionsIT extends HurtCluster {
  private static final int ROOMS = 12;
  private static final int BEFORE = 12;
  private static final int AFTER = 17;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  AddedPartitionsIT(LocalCluster cluster) {
    super(cluster);
  }

  @Test
  void whatIsAcceptedIntoPartitionsThatNobodyReadsYetIsStoredAndToldInOrderOnceTheyAreRead()
      throws Exception {
    List<Talk> talks =
        pairs().stream().map(pair -> new Talk(pair, world.device(pair.lender(), 2))).toList();
    long moved = talks.stream().filter(talk -> moves(talk.pair)).count();
    talks.forEach(talk -> talk.send("in the old partition"));
    talks.forEach(Talk::awaitAll);
    try (Admin kafka = Admin.create(servers())) {
      NewPartitions more = NewPartitions.increaseTo(AFTER);
      kafka
          .createPartitions(Map.of(Topics.INBOUND, more, Topics.MESSAGES, more))
          .all()
          .get(10, TimeUnit.SECONDS);
      cluster.gateway(0).restart();
      talks.forEach(talk -> talk.send("where the room is now"));
      assertThat(records(kafka, Topics.INBOUND)).isGreaterThanOrEqualTo(moved);

      cluster.persistenceService(0).restart();
      cluster.chatService(0).restart();
      talks.forEach(talk -> talk.send("when all know"));
      talks.forEach(Talk::judge);
      assertThat(records(kafka, Topics.MESSAGES)).isGreaterThanOrEqualTo(moved);
    }
  }

  /// At least one of them in a room that moves.
  private List<World.Pair> pairs() {
    List<World.Pair> pairs = new ArrayList<>(world.pairs(ROOMS));
    while (pairs.stream().noneMatch(AddedPartitionsIT::moves)) {
      pairs.addAll(world.pairs(1));
    }
    return pairs;
  }

  /// Whether the room's key (its id) has a partition that is added.
  private static boolean moves(World.Pair pair) {
    byte[] key = pair.roomId().getBytes(StandardCharsets.UTF_8);
    return BuiltInPartitioner.partitionForKey(key, AFTER) >= BEFORE;
  }

  private Map<String, Object> servers() {
    return Map.of("bootstrap.servers", world.state().kafka().bootstrapServers());
  }

  /// In the partitions that were added.
  private static long records(Admin kafka, String topic) throws Exception {
    Map<TopicPartition, OffsetSpec> ends =
        IntStream.range(BEFORE, AFTER)
            .mapToObj(partition -> new TopicPartition(topic, partition))
            .collect(toMap(partition -> partition, _ -> OffsetSpec.latest()));
    return kafka.listOffsets(ends).all().get(10, TimeUnit.SECONDS).values().stream()
        .mapToLong(end -> end.offset())
        .sum();
  }

  /// A borrower at the first gateway, and the lender's device at the second, which nobody touches.
  private final class Talk {
    private final World.Pair pair;
    private final RawSession lenders;
    private final List<Send> sent = new ArrayList<>();

    Talk(World.Pair pair, RawSession lenders) {
      this.pair = pair;
      this.lenders = lenders;
    }

    void send(String text) {
      sent.add(Send.toRoom(pair.roomId(), text));
      try (RawSession borrower = world.device(pair.borrower(), 1)) {
        ServerFrame.Ack _ = World.acked(borrower, sent.getLast());
      }
    }

    void awaitAll() {
      Judge.awaitSeq(lenders, pair.roomId(), 1 + sent.size(), PATIENCE);
    }

    void judge() {
      Judge.oneOrder(pair, sent, List.of(lenders), PATIENCE);
    }
  }
}
