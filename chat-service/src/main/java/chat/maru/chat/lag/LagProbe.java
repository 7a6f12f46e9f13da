package chat.maru.chat.lag;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Asks Kafka, through one client that is made at the first question and kept.
///
/// Confined to the thread that calls it.
class LagProbe implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Supplier<Admin> clients;
  private @Nullable Admin client;

  LagProbe(Supplier<Admin> clients) {
    this.clients = clients;
  }

  /// @throws KafkaException when no client could be made
  /// @throws ExecutionException when Kafka answered one of the questions with an error
  /// @throws TimeoutException when it did not answer one in 5 s
  Measured measure() throws ExecutionException, InterruptedException, TimeoutException {
    Admin admin = admin();
    Set<TopicPartition> partitions = partitions(admin);
    ListConsumerGroupOffsetsResult committed = admin.listConsumerGroupOffsets(everything());
    ListOffsetsResult first = admin.listOffsets(all(partitions, OffsetSpec.earliest()));
    ListOffsetsResult next = admin.listOffsets(all(partitions, OffsetSpec.latest()));
    Offsets offsets = new Offsets(offsets(first), offsets(next));
    Map<Watched, Long> behind = new HashMap<>();
    for (Watched watched : Watched.EVERYTHING) {
      var commits = get(committed.partitionsToOffsetAndMetadata(watched.group()));
      behind.put(watched, offsets.behind(watched.topic(), commits));
    }
    return Measured.of(behind);
  }

  @Override
  public void close() {
    if (client != null) {
      client.close(Duration.ZERO);
      client = null;
    }
  }

  private Admin admin() {
    Admin known = client;
    if (known == null) {
      known = clients.get();
      client = known;
    }
    return known;
  }

  /// Asked each time: partitions may be added.
  private static Set<TopicPartition> partitions(Admin admin)
      throws ExecutionException, InterruptedException, TimeoutException {
    List<String> topics = Watched.EVERYTHING.stream().map(Watched::topic).distinct().toList();
    return get(admin.describeTopics(topics).allTopicNames()).values().stream()
        .flatMap(LagProbe::partitions)
        .collect(Collectors.toSet());
  }

  private static Stream<TopicPartition> partitions(TopicDescription topic) {
    return topic.partitions().stream().map(p -> new TopicPartition(topic.name(), p.partition()));
  }

  private static Map<String, ListConsumerGroupOffsetsSpec> everything() {
    return Watched.EVERYTHING.stream()
        .collect(Collectors.toMap(Watched::group, _ -> new ListConsumerGroupOffsetsSpec()));
  }

  private static Map<TopicPartition, OffsetSpec> all(
      Set<TopicPartition> partitions, OffsetSpec spec) {
    return partitions.stream().collect(Collectors.toMap(p -> p, _ -> spec));
  }

  private static Map<TopicPartition, Long> offsets(ListOffsetsResult result)
      throws ExecutionException, InterruptedException, TimeoutException {
    return get(result.all()).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, found -> found.getValue().offset()));
  }

  private static <T> T get(KafkaFuture<T> answer)
      throws ExecutionException, InterruptedException, TimeoutException {
    return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
