package chat.maru.chat.fanout;

import chat.maru.chat.directory.SessionDirectory;
import chat.maru.chat.stream.BatchContainers;
import chat.maru.contract.key.WrappedKeys;
import chat.maru.contract.topic.ConsumerGroups;
import chat.maru.contract.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

@Configuration(proxyBeanMethods = false)
class FanOutConfiguration {

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> fanOut(
      BatchContainers containers,
      SessionDirectory directory,
      WrappedKeys keys,
      FanOutSettings settings,
      MeterRegistry meters,
      ObservationRegistry observations,
      Clock clock) {
    return containers.make(
        ConsumerGroups.FAN_OUT,
        Topics.MESSAGES,
        settings.concurrency(),
        new FanOutListener(directory, keys, new FanOutMeters(meters), observations, clock));
  }
}
