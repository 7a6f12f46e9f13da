package chat.maru.chat.notification;

import chat.maru.chat.directory.SessionDirectory;
import chat.maru.chat.room.Rooms;
import chat.maru.chat.room.Snapshots;
import chat.maru.contract.topic.ConsumerGroups;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;

@Configuration(proxyBeanMethods = false)
class NotificationConfiguration {
  @Bean
  @SuppressWarnings("unchecked") // the serializers stand in application.yaml
  Notifier notifier(
      SessionDirectory directory,
      Rooms rooms,
      Snapshots snapshots,
      KafkaTemplate<?, ?> log,
      Clock clock) {
    return new Notifier(directory, rooms, snapshots, (KafkaTemplate<String, byte[]>) log, clock);
  }

  @Bean
  NotificationThread notificationThread(
      ConsumerFactory<?, ?> consumers,
      Notifier notifier,
      NotificationSettings settings,
      Clock clock,
      MeterRegistry meters) {
    return new NotificationThread(
        () -> consumer(consumers),
        consumer -> new NotificationLoop(consumer, notifier, settings, clock, meters));
  }

  @SuppressWarnings("unchecked") // the deserializers stand in application.yaml
  private static Consumer<String, byte[]> consumer(ConsumerFactory<?, ?> consumers) {
    Properties own = new Properties();
    // What is not due is fetched again, so it must not be much.
    own.setProperty(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "131072");
    return (Consumer<String, byte[]>)
        consumers.createConsumer(
            ConsumerGroups.NOTIFICATIONS, ConsumerGroups.NOTIFICATIONS, null, own);
  }
}
