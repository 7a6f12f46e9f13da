package chat.maru.consumerkit.example;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts the messages of each room, exactly once each, through repeats, crashes and rebalances.
///
/// The stream brings every event at least once and in order per room (D12); what makes that
/// "exactly once" is here, in the order of four steps: take a batch, make its effects durable,
/// tell, commit. A crash between two of them brings the batch again, and [RoomJournal] knows what
/// it has. It reads no text: that is ciphertext to everybody but Maru's own services (D14).
public final class ExampleConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(ExampleConsumer.class);
  private static final Duration POLL = Duration.ofSeconds(1);

  private final ExampleSettings settings;
  private final RoomJournals journals;
  private final EffectsFile effects;
  private final KafkaConsumer<String, byte[]> consumer;

  private ExampleConsumer(ExampleSettings settings) throws IOException {
    this.settings = settings;
    this.journals = new RoomJournals(settings.store());
    this.effects = EffectsFile.open(settings.effects());
    this.consumer =
        new KafkaConsumer<>(
            config(settings), new StringDeserializer(), new ByteArrayDeserializer());
  }

  /// Runs until the process is asked to end (SIGTERM, Ctrl-C).
  public static void main(String... arguments) throws IOException {
    ExampleConsumer example = new ExampleConsumer(ExampleSettings.of(System.getenv()));
    Thread main = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> example.stop(main), "stop"));
    example.run();
  }

  private static Map<String, Object> config(ExampleSettings settings) {
    Map<String, Object> config = new HashMap<>(settings.client());
    config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    config.put(ConsumerConfig.GROUP_ID_CONFIG, settings.groupId());
    // A new group begins with all that is kept, else its first messages depend on when it started.
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    // Committed by hand, after the effects: see handle.
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    return config;
  }

  private void run() throws IOException {
    try (consumer;
        effects) {
      effects.tell(journals.history());
      consumer.subscribe(List.of(settings.topic()), new Assignment());
      while (true) {
        handle(consumer.poll(POLL));
      }
    } catch (WakeupException e) {
      LOG.info("Asked to stop");
    } finally {
      journals.closeAll();
    }
  }

  private void handle(ConsumerRecords<String, byte[]> batch) throws IOException {
    for (TopicPartition partition : batch.partitions()) {
      RoomJournal journal = journals.of(partition.partition());
      List<StoredMessage> fresh =
          journal.append(StoredMessage.among(batch.records(partition))); // durable from here on
      effects.tell(fresh);
      fresh.stream().map(StoredMessage::roomId).distinct().forEach(room -> print(room, journal));
    }
    if (!batch.isEmpty()) {
      commit();
    }
  }

  private void commit() {
    try {
      consumer.commitSync();
    } catch (CommitFailedException | RebalanceInProgressException e) {
      // The partitions are on their way to another, who gets these records again and knows them.
      LOG.info("Not committed: {}", e.getMessage());
    }
  }

  private static void print(String roomId, RoomJournal journal) {
    RoomJournal.Room room = journal.room(roomId);
    LOG.info("Room {}: {} messages, last {}", roomId, room.messages(), room.lastSeq());
  }

  private void stop(Thread main) {
    consumer.wakeup();
    try {
      main.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Called within `poll`, so never in the middle of a batch: what is given away is finished.
  private final class Assignment implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      journals.open(numbers(partitions));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      journals.close(numbers(partitions));
    }

    private static List<Integer> numbers(Collection<TopicPartition> partitions) {
      return partitions.stream().map(TopicPartition::partition).toList();
    }
  }
}
