package chat.maru.persistence.park;

import chat.maru.contract.topic.ConsumerGroups;
import chat.maru.contract.topic.Topics;
import chat.maru.operation.audit.Audit;
import chat.maru.operation.audit.AuditEvent;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
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
            .run(args)) {
      int replayed = context.getBean(ParkedReplay.class).run();
      Audit.success(AuditEvent.RECORDS_REPLAYED, null);
      System.out.printf("replayed %d parked records to %s%n", replayed, Topics.INBOUND);
    }
  }

  @Bean
  static ParkedReplay parkedReplay(
      ConsumerFactory<byte[], byte[]> consumers, ProducerFactory<byte[], byte[]> producers) {
    return new ParkedReplay(
        consumers.createConsumer(ConsumerGroups.PARKED_REPLAY, null), producers.createProducer());
  }
}
