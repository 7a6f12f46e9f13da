package chat.maru.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.maru.testkit.process.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KafkaServerIT {

  private static final String TOPIC = "words";

  @TempDir Path folder;

  @Test
  void whatWasConfirmedSurvivesKillNineAndFreezingOnlyDelays() throws Exception {
    try (var kafka = KafkaServer.start(options())) {
      kafka.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)));
      send(kafka, "before");

      kafka.kill();
      kafka.restart();
      kafka.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)));
      assertThat(read(kafka)).containsExactly("before");

      kafka.freeze();
      assertThatThrownBy(() -> send(kafka, "lost"))
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOf(TimeoutException.class);
      kafka.thaw();
      send(kafka, "after");
      assertThat(read(kafka)).contains("before", "after");

      kafka.stop();
      assertThat(kafka.isAlive()).isFalse();
    }
  }

  private ServerOptions options() {
    return new ServerOptions(
        folder.resolve("with space"),
        Ports.freeBlock(2),
        folder.resolve("kafka.log"),
        ServerOptions.Durability.FAST);
  }

  private static void send(KafkaServer kafka, String word) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of(
                "bootstrap.servers", kafka.bootstrapServers(),
                "max.block.ms", 5_000,
                "delivery.timeout.ms", 5_000,
                "request.timeout.ms", 2_000,
                "linger.ms", 0),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(TOPIC, word)).get(20, TimeUnit.SECONDS);
    }
  }

  private static List<String> read(KafkaServer kafka) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
            new StringDeserializer(),
            new StringDeserializer())) {
      var partition = new TopicPartition(TOPIC, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      var words = new ArrayList<String>();
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofSeconds(1)).forEach(record -> words.add(record.value()));
      }
      return words;
    }
  }
}
