package chat.maru.persistence.park;

import chat.maru.contract.topic.Topics;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;

/// The command `--replay-parked`: needs Kafka alone, says how many records it replayed and ends.
@ImportAutoConfiguration(KafkaAutoConfiguration.class)
public final class ReplayApplication {
  public static final String OPTION = "--replay-parked";

  private ReplayApplication() {}

  public static void run(String... args) {
    try (var context =
            new SpringApplicationBuilder(ReplayApplication.class)
                .web(WebApplicationType.NONE)
                .run(args);
        Consumer<byte[], byte[]> parked =
            consumer(context.<ConsumerFactory<byte[], byte[]>>getBean("kafkaConsumerFactory"));
        Producer<byte[], byte[]> inbound =
            context.<ProducerFactory<byte[], byte[]>>getBean("kafkaProducerFactory").createProducer()) {
      int replayed = new ParkedReplay(parked, inbound).run();
      System.out.printf("replayed %d parked records to %s%n", replayed, Topics.INBOUND);
    }
  }

  private static Consumer<byte[], byte[]> consumer(ConsumerFactory<byte[], byte[]> factory) {
    Properties overrides = new Properties();
    overrides.putAll(Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"));
    return factory.createConsumer(ParkedReplay.GROUP, null, null, overrides);
  }
}
