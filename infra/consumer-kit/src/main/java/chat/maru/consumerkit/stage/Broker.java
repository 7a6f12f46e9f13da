package chat.maru.consumerkit.stage;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// The check's own clients of the broker. It writes only to topics that it has made itself.
public final class Broker implements AutoCloseable {
  private static final int ANSWER_SECONDS = 30;

  private final Admin admin;
  private final Producer<String, byte[]> producer;

  public Broker(Settings settings) {
    Map<String, Object> config = new HashMap<>(settings.client());
    config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    admin = Admin.create(config);
    producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
  }

  /// @throws UnavailableException when nobody answers
  public void connect() {
    await(admin.describeCluster().nodes(), "describe the cluster");
  }

  Producer<String, byte[]> producer() {
    return producer;
  }

  /// Fails when there is such a topic, so nobody else's is written to.
  void createTopic(String topic, int partitions) {
    NewTopic wanted = new NewTopic(topic, Optional.of(partitions), Optional.empty());
    await(admin.createTopics(List.of(wanted)).all(), "create topic " + topic);
    while (!isKnown(topic, partitions)) {
      Standstill.pause();
    }
  }

  /// Brokers hear of a new topic a moment after it was made.
  private boolean isKnown(String topic, int partitions) {
    Map<TopicPartition, OffsetSpec> starts = new HashMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      starts.put(new TopicPartition(topic, partition), OffsetSpec.earliest());
    }
    try {
      return admin.listOffsets(starts).all().get(ANSWER_SECONDS, TimeUnit.SECONDS).size()
          == partitions;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw new UnavailableException("the broker does not know " + topic, e);
    } catch (TimeoutException e) {
      throw new UnavailableException("the broker does not know " + topic, e);
    } catch (InterruptedException e) {
      throw UnavailableException.interrupted(e);
    }
  }

  /// Lets the group begin anew, as if nothing had ever been committed. It must have no member.
  void rewind(String group, String topic, int partitions) {
    Map<TopicPartition, OffsetAndMetadata> zero =
        IntStream.range(0, partitions)
            .boxed()
            .collect(
                Collectors.toMap(p -> new TopicPartition(topic, p), _ -> new OffsetAndMetadata(0)));
    await(admin.alterConsumerGroupOffsets(group, zero).all(), "set the offsets of group " + group);
  }

  /// What the group has committed; nothing for a partition of which it has committed nothing.
  Map<TopicPartition, Long> committed(String group) {
    return await(
            admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(),
            "list the offsets of group " + group)
        .entrySet()
        .stream()
        .filter(entry -> entry.getValue() != null)
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  /// Tells the broker that the members are gone, so nobody waits for the end of a session. Where
  /// the broker can't (the group protocol of KIP-848), the session ends by itself.
  void expel(String group) {
    try {
      admin
          .removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
          .all()
          .get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException _) {
      // It had none, or they go by themselves.
    } catch (InterruptedException e) {
      throw UnavailableException.interrupted(e);
    }
  }

  /// As far as it goes: what is left is named so that it can be told from others.
  void delete(Collection<String> topics, Collection<String> groups) {
    for (KafkaFuture<Void> deletion :
        List.of(admin.deleteConsumerGroups(groups).all(), admin.deleteTopics(topics).all())) {
      try {
        deletion.get(ANSWER_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException _) {
        // It is not there, or the check may make but not delete.
      } catch (InterruptedException e) {
        throw UnavailableException.interrupted(e);
      }
    }
  }

  private static <T> T await(KafkaFuture<T> answer, String wish) {
    try {
      return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new UnavailableException("the broker did not " + wish + ": " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new UnavailableException(
          "the broker did not %s within %d s".formatted(wish, ANSWER_SECONDS), e);
    } catch (InterruptedException e) {
      throw UnavailableException.interrupted(e);
    }
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
  }
}
