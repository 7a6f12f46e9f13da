package chat.maru.persistence.log;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ProducerFactory;

/// Sends records in order and waits until the log has all of them.
///
/// A wait that ends too early leaves the records in the producer, which goes on trying for ever;
/// the next call on the same thread waits for them before it sends anything, so a repeat of the
/// batch never overtakes it and a dead broker never piles up repeats. Limit: a record that the
/// broker refuses for good is thrown at every call.
class EventPublisher {
  private final ProducerFactory<byte[], byte[]> producers;
  private final Duration wait;

  // Sends whose answers this thread stopped waiting for.
  private final ThreadLocal<@Nullable Flight> unanswered = new ThreadLocal<>();

  EventPublisher(ProducerFactory<byte[], byte[]> producers, Duration wait) {
    this.producers = producers;
    this.wait = wait;
  }

  /// @throws KafkaException when not all were acknowledged in time; some may be there
  void publish(List<ProducerRecord<byte[], byte[]>> records) {
    Flight earlier = unanswered.get();
    if (earlier != null) {
      earlier.land(wait);
      unanswered.remove();
    }
    Flight flight = new Flight(records.size());
    unanswered.set(flight);
    send(records, flight);
    flight.land(wait);
    unanswered.remove();
    flight.check();
  }

  private void send(List<ProducerRecord<byte[], byte[]>> records, Flight flight) {
    try (Producer<byte[], byte[]> producer = producers.createProducer()) {
      for (ProducerRecord<byte[], byte[]> record : records) {
        // Each send may block for a while when the log is away: the first failure is enough.
        if (flight.failed()) {
          flight.answered(null);
        } else {
          send(producer, record, flight);
        }
      }
    }
  }

  private static void send(
      Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record, Flight flight) {
    try {
      // The callback says all that the future would.
      var _ = producer.send(record, (_, failure) -> flight.answered(failure));
    } catch (KafkaException e) {
      flight.answered(e);
    }
  }

  private static final class Flight {
    private final CountDownLatch open;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    Flight(int records) {
      open = new CountDownLatch(records);
    }

    void answered(@Nullable Exception problem) {
      if (problem != null) {
        failure.compareAndSet(null, problem);
      }
      open.countDown();
    }

    boolean failed() {
      return failure.get() != null;
    }

    void land(Duration wait) {
      try {
        if (!open.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new TimeoutException(
              open.getCount() + " records are not acknowledged after " + wait.toMillis() + " ms");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new KafkaException("interrupted while waiting for acknowledgements", e);
      }
    }

    void check() {
      Exception problem = failure.get();
      if (problem != null) {
        throw new KafkaException("an event was not acknowledged", problem);
      }
    }
  }
}
