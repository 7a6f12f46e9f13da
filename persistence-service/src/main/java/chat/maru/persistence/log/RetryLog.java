package chat.maru.persistence.log;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.listener.RetryListener;

/// Says in one line why a batch waits. The cause alone: a stack trace per attempt would hide it.
class RetryLog implements RetryListener {
  private static final Logger LOG = LoggerFactory.getLogger(RetryLog.class);

  @Override
  public void failedDelivery(
      ConsumerRecord<?, ?> record, @Nullable Exception failure, int attempt) {
    log(1, failure, attempt);
  }

  @Override
  public void failedDelivery(
      ConsumerRecords<?, ?> records, @Nullable Exception failure, int attempt) {
    log(records.count(), failure, attempt);
  }

  private static void log(int records, @Nullable Exception failure, int attempt) {
    Throwable cause = NestedExceptionUtils.getRootCause(failure);
    LOG.warn(
        "attempt {} at a batch of {} records failed: {}",
        attempt,
        records,
        String.valueOf(cause == null ? failure : cause));
  }
}
