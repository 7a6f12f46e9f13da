package chat.maru.consumerkit.wrong;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A consumer that is right but for the fault that its argument names.
public final class WrongConsumer {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Set<String> TYPES =
      Set.of("message.stored", "read.advanced", "message.refused");
  private static final Set<String> FIELDS =
      Set.of(
          "type",
          "roomId",
          "messageId",
          "seq",
          "senderId",
          "clientMessageId",
          "postId",
          "borrowerId",
          "lenderId",
          "content",
          "digest",
          "sentAt");

  private final Fault fault;
  private final Store store;
  private final KafkaConsumer<String, byte[]> consumer;
  private final ExecutorService pool = Executors.newFixedThreadPool(8);

  private WrongConsumer(Fault fault, Map<String, String> environment) throws Exception {
    this.fault = fault;
    store =
        new Store(
            Path.of(environment.get("MARU_STORE")),
            Path.of(environment.get("MARU_EFFECTS")),
            fault);
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            environment.get("MARU_BOOTSTRAP_SERVERS"),
            "group.id",
            environment.get("MARU_GROUP_ID"),
            "enable.auto.commit",
            false,
            "heartbeat.interval.ms",
            300);
    consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    consumer.subscribe(List.of(environment.get("MARU_TOPIC")), new Taking());
  }

  public static void main(String... arguments) throws Exception {
    WrongConsumer consumer = new WrongConsumer(Fault.valueOf(arguments[0]), System.getenv());
    Thread main = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> consumer.stop(main)));
    consumer.run();
  }

  private void run() throws Exception {
    try (pool;
        consumer) {
      while (true) {
        ConsumerRecords<String, byte[]> batch = consumer.poll(Duration.ofSeconds(1));
        if (fault == Fault.COMMITS_FIRST) {
          commit(batch);
        }
        handle(batch);
        if (fault != Fault.COMMITS_FIRST) {
          commit(batch);
        }
      }
    } catch (WakeupException _) {
      // Asked to end.
    }
  }

  private void handle(ConsumerRecords<String, byte[]> batch)
      throws ExecutionException, InterruptedException {
    List<Future<?>> open = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : batch) {
      if (fault == Fault.IGNORES_ROOM_ORDER) {
        open.add(pool.submit(() -> handle(record)));
      } else {
        handle(record);
      }
    }
    for (Future<?> handled : open) {
      handled.get();
    }
  }

  private void handle(ConsumerRecord<String, byte[]> record) {
    String type = header(record, "ce_type");
    if (fault == Fault.CRASHES_ON_UNKNOWN_TYPE && !TYPES.contains(type)) {
      throw new IllegalStateException("ce_type: " + type);
    }
    if (type.equals("message.stored")) {
      store.put(line(header(record, "ce_id"), JSON.readTree(record.value())));
    }
  }

  private String line(String id, JsonNode value) {
    if (fault == Fault.CRASHES_ON_UNKNOWN_FIELD && !FIELDS.containsAll(value.propertyNames())) {
      throw new IllegalStateException("fields: " + value.propertyNames());
    }
    return JSON.writeValueAsString(
        JSON.createObjectNode()
            .put("eventId", id)
            .put("roomId", value.get("roomId").asString())
            .put("seq", value.get("seq").asLong()));
  }

  private void commit(ConsumerRecords<String, byte[]> batch) {
    if (batch.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync();
    } catch (CommitFailedException | RebalanceInProgressException _) {
      // Another has the rooms now.
    }
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private void stop(Thread main) {
    consumer.wakeup();
    try {
      main.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Taking implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      try {
        if (fault != Fault.FORGETFUL) {
          store.learn();
        }
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}
  }
}
