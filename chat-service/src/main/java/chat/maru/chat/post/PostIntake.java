package chat.maru.chat.post;

import static java.util.Objects.requireNonNull;

import chat.maru.contract.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchConsumerAwareMessageListener;
import org.springframework.kafka.listener.ConsumerSeekAware;

/// Takes in the marketplace's posts: `chat-posts` on `marketplace.posts.v1`.
///
/// While the database is away the batch waits. Where it stands in the topic is compared in every
/// batch and while there are none; what it forgot is read again before anything newer is taken in
/// (D1). The committed offset only saves work.
class PostIntake implements BatchConsumerAwareMessageListener<String, byte[]>, ConsumerSeekAware {
  private static final Logger LOG = LoggerFactory.getLogger(PostIntake.class);

  private final PostWriter writer;
  private final PostMeters meters;

  PostIntake(PostWriter writer, PostMeters meters) {
    this.writer = writer;
    this.meters = meters;
  }

  @Override
  public void onMessage(
      List<ConsumerRecord<String, byte[]>> records, @Nullable Consumer<?, ?> consumer) {
    Consumer<?, ?> poller = requireNonNull(consumer); // never null with this interface
    List<PostLetter> letters = records.stream().map(PostLetter::open).toList();
    Map<Integer, Long> first = PostLetter.firstOffsets(letters);
    Map<Integer, Long> fallen = writer.write(letters, reached(first, poller));
    if (!fallen.isEmpty()) {
      // Nothing of this batch may overtake what the database forgot: all of it is read again.
      Map<Integer, Long> from = new HashMap<>(first);
      from.putAll(fallen);
      readAgain(from, poller);
    }
  }

  /// For the batch's partitions its first offsets, for the others assigned here what comes next.
  private static Map<Integer, Long> reached(Map<Integer, Long> first, Consumer<?, ?> consumer) {
    Map<Integer, Long> reached = new HashMap<>();
    for (TopicPartition partition : consumer.assignment()) {
      if (!first.containsKey(partition.partition())) {
        reached.put(partition.partition(), consumer.position(partition));
      }
    }
    reached.putAll(first);
    return reached;
  }

  private void readAgain(Map<Integer, Long> from, Consumer<?, ?> consumer) {
    warn(from);
    for (TopicPartition partition : consumer.assignment()) {
      Long offset = from.get(partition.partition());
      if (offset != null) {
        consumer.seek(partition, offset);
      }
    }
  }

  @Override
  public void onIdleContainer(Map<TopicPartition, Long> assignments, ConsumerSeekCallback seek) {
    Map<Integer, Long> fallen = writer.check(byNumber(assignments));
    if (!fallen.isEmpty()) {
      warn(fallen);
      fallen.forEach((partition, offset) -> seek.seek(Topics.POSTS, partition, offset));
    }
  }

  private void warn(Map<Integer, Long> from) {
    LOG.warn("the database is behind the topic's position, reading again from {}", from);
    meters.fellBack();
  }

  @Override
  public void onPartitionsAssigned(
      Map<TopicPartition, Long> assignments, ConsumerSeekCallback seek) {
    writer.assigned(byNumber(assignments));
  }

  private static Map<Integer, Long> byNumber(Map<TopicPartition, Long> offsets) {
    Map<Integer, Long> byNumber = new HashMap<>();
    offsets.forEach((partition, offset) -> byNumber.put(partition.partition(), offset));
    return byNumber;
  }
}
