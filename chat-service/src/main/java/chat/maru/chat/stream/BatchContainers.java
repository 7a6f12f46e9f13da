package chat.maru.chat.stream;

import java.time.Duration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.util.backoff.ExponentialBackOff;

/// Makes consumers that hand over whole batches and commit five times a second what was handled.
///
/// A batch that fails is handed over again, whole and in order, for as long as it takes; meanwhile
/// the consumer is paused but polls, so the group keeps its partitions where they are.
public final class BatchContainers {
  private static final long FIRST_RETRY_MS = 100;
  private static final long LAST_RETRY_MS = 500;
  private static final Duration COMMIT_EVERY = Duration.ofMillis(200);
  private static final Duration AUTHORIZATION_RETRY = Duration.ofSeconds(10);

  private final ConsumerFactory<String, byte[]> consumers;

  BatchContainers(ConsumerFactory<String, byte[]> consumers) {
    this.consumers = consumers;
  }

  /// @param group also the container's name in logs and metrics
  public ConcurrentMessageListenerContainer<String, byte[]> make(
      String group, String topic, int concurrency, BatchMessageListener<String, byte[]> listener) {
    ContainerProperties properties = new ContainerProperties(topic);
    properties.setGroupId(group);
    properties.setMessageListener(listener);
    // A commit costs the broker what a batch does, and the next batch need not wait for it: what a
    // crash leaves uncommitted only repeats.
    properties.setAckMode(AckMode.TIME);
    properties.setAckTime(COMMIT_EVERY.toMillis());
    properties.setSyncCommits(false);
    // The container commits between two polls: one that waits longer would leave the last batch
    // open.
    properties.setPollTimeout(COMMIT_EVERY.toMillis());
    // Without it one refusal of the broker's ends the consumer for good.
    properties.setAuthExceptionRetryInterval(AUTHORIZATION_RETRY);
    ConcurrentMessageListenerContainer<String, byte[]> container =
        new ConcurrentMessageListenerContainer<>(consumers, properties);
    container.setConcurrency(concurrency);
    container.setBeanName(group);
    container.setCommonErrorHandler(new WholeBatchAgain(untilItWorks()));
    return container;
  }

  private static ExponentialBackOff untilItWorks() {
    ExponentialBackOff backOff = new ExponentialBackOff(FIRST_RETRY_MS, 2);
    backOff.setMaxInterval(LAST_RETRY_MS);
    return backOff;
  }
}
