package chat.maru.persistence.log;

import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.util.backoff.BackOff;

/// Hands a failed batch over again, whole and in order, for as long as it takes, polling meanwhile
/// so that the group keeps this consumer.
///
/// A poll may fail itself, for example when the broker refuses the credentials. Spring gives the
/// batch up then although the consumer stands behind it, so it is read again from its beginning.
final class WholeBatchAgain extends DefaultErrorHandler {

  WholeBatchAgain(BackOff pauses) {
    super(pauses);
    setClassifications(Map.of(), true); // no failure is too bad to be tried again
  }

  @Override
  public void handleBatch(
      Exception failure,
      ConsumerRecords<?, ?> records,
      Consumer<?, ?> consumer,
      MessageListenerContainer container,
      Runnable listener) {
    try {
      super.handleBatch(failure, records, consumer, container, listener);
    } catch (RuntimeException e) {
      readAgain(records, consumer);
      throw e;
    }
  }

  private static void readAgain(ConsumerRecords<?, ?> records, Consumer<?, ?> consumer) {
    for (TopicPartition partition : records.partitions()) {
      if (consumer.assignment().contains(partition)) {
        consumer.seek(partition, records.records(partition).getFirst().offset());
      }
    }
  }
}
