package chat.maru.chat.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.util.backoff.FixedBackOff;

class WholeBatchAgainTest {
  private static final TopicPartition HERE = new TopicPartition("log", 0);
  private static final TopicPartition GONE = new TopicPartition("log", 1);

  private final WholeBatchAgain handler = new WholeBatchAgain(new FixedBackOff(0, 1));
  private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");

  @Test
  void d1ABatchIsReadAgainFromItsBeginningWhenThePollBetweenTwoAttemptsFails() {
    consumer.assign(List.of(HERE));
    consumer.seek(HERE, 12);
    var refused = new SaslAuthenticationException("the broker has forgotten us");
    consumer.setPollException(refused);

    assertThatThrownBy(() ->
            handler.handleBatch(
                new IllegalStateException("the database is away"),
                batch(),
                consumer,
                running(),
                () -> {}))
        .isEqualTo(refused);

    assertThat(consumer.position(HERE)).isEqualTo(10);
  }

  /// A container that runs and says nothing else.
  private static MessageListenerContainer running() {
    return (MessageListenerContainer)
        Proxy.newProxyInstance(
            MessageListenerContainer.class.getClassLoader(),
            new Class<?>[] {MessageListenerContainer.class},
            (self, method, _) ->
                switch (method.getName()) {
                  case "isRunning" -> true;
                  case "getContainerFor" -> self;
                  default -> false;
                });
  }

  private static ConsumerRecords<String, byte[]> batch() {
    return new ConsumerRecords<>(
        Map.of(HERE, List.of(record(HERE, 10), record(HERE, 11)), GONE, List.of(record(GONE, 7))),
        Map.of());
  }

  private static ConsumerRecord<String, byte[]> record(TopicPartition partition, long offset) {
    return new ConsumerRecord<>(
        partition.topic(), partition.partition(), offset, "room", new byte[0]);
  }
}
