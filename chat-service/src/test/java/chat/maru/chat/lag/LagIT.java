package chat.maru.chat.lag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.maru.chat.RunningNode;
import chat.maru.chat.World;
import chat.maru.contract.topic.ConsumerGroups;
import chat.maru.contract.topic.Topics;
import chat.maru.testkit.Servers;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

class LagIT extends RunningNode {
  @Autowired MeterRegistry meters;
  @Autowired ConcurrentMessageListenerContainer<String, byte[]> fanOut;

  @Test
  void aGroupWhoseConsumersAreAllStoppedIsBehindByWhatWasToldSince() {
    World.Room room = world.room(world.user("Borrower"), world.user("Lender"));
    await().until(() -> lag(ConsumerGroups.FAN_OUT, Topics.MESSAGES) == 0);

    fanOut.stop();
    try {
      for (int i = 0; i < 7; i++) {
        world.tell(world.store(room, room.borrower(), "text " + i));
      }
      await().until(() -> lag(ConsumerGroups.FAN_OUT, Topics.MESSAGES) == 7);
    } finally {
      fanOut.start();
    }

    await().until(() -> lag(ConsumerGroups.FAN_OUT, Topics.MESSAGES) == 0);
    await().until(() -> lag(ConsumerGroups.NOTIFICATIONS, Topics.MESSAGES) == 0);
  }

  @Test
  void aGroupThatNeverCommittedIsBehindByTheWholeTopicAndThenByWhatItDidNotCommit()
      throws ExecutionException, InterruptedException {
    double before = awaitLag();
    for (int i = 0; i < 5; i++) {
      world.tell(new ProducerRecord<>(Topics.INBOUND, 3, "room", new byte[] {1}));
    }
    await().until(() -> lag(ConsumerGroups.PERSISTENCE, Topics.INBOUND) == before + 5);

    commit(
        ConsumerGroups.PERSISTENCE,
        Map.of(new TopicPartition(Topics.INBOUND, 3), new OffsetAndMetadata(3)));

    await().until(() -> lag(ConsumerGroups.PERSISTENCE, Topics.INBOUND) == before + 2);
  }

  @Test
  void parkedRecordsCountUntilTheyAreReplayed() throws ExecutionException, InterruptedException {
    await().until(() -> gauge("maru.parked.records") >= 0);
    double before = gauge("maru.parked.records");

    world.tell(new ProducerRecord<>(Topics.PARKED, "room", new byte[] {1}));
    world.tell(new ProducerRecord<>(Topics.PARKED, "another", new byte[] {1}));

    await().until(() -> gauge("maru.parked.records") == before + 2);
    assertThat(gauge("maru.consumer.lag.age")).isBetween(0.0, 10.0);
    commit(ConsumerGroups.PARKED_REPLAY, endsOf(Topics.PARKED));
    await().until(() -> gauge("maru.parked.records") == 0);
  }

  private static void commit(String group, Map<TopicPartition, OffsetAndMetadata> offsets)
      throws ExecutionException, InterruptedException {
    try (Admin admin = admin()) {
      admin.alterConsumerGroupOffsets(group, offsets).all().get();
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> endsOf(String topic)
      throws ExecutionException, InterruptedException {
    try (Admin admin = admin()) {
      Map<TopicPartition, OffsetSpec> ask =
          admin
              .describeTopics(List.of(topic))
              .allTopicNames()
              .get()
              .get(topic)
              .partitions()
              .stream()
              .collect(
                  Collectors.toMap(
                      info -> new TopicPartition(topic, info.partition()),
                      _ -> OffsetSpec.latest()));
      return admin.listOffsets(ask).all().get().entrySet().stream()
          .collect(
              Collectors.toMap(
                  Map.Entry::getKey, end -> new OffsetAndMetadata(end.getValue().offset())));
    }
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", Servers.current().kafka().bootstrapServers()));
  }

  /// Nothing consumes the inbound topic here.
  private double awaitLag() {
    await().until(() -> lag(ConsumerGroups.PERSISTENCE, Topics.INBOUND) >= 0);
    return lag(ConsumerGroups.PERSISTENCE, Topics.INBOUND);
  }

  private double lag(String group, String topic) {
    return meters.get("maru.consumer.lag").tag("group", group).tag("topic", topic).gauge().value();
  }

  private double gauge(String name) {
    return meters.get(name).gauge().value();
  }
}
