package chat.maru.gateway.intake;

import chat.maru.contract.event.EventHeaders;
import chat.maru.contract.event.InboundEvent;
import chat.maru.contract.json.ContractJson;
import chat.maru.contract.topic.Topics;
import chat.maru.contract.trace.TraceContext;
import chat.maru.gateway.congestion.LogPace;
import chat.maru.gateway.timer.Timer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/// Appends to `chat.inbound.v1`, key = room id.
///
/// Never blocks: the producer's `max.block.ms` is 0, the topic's metadata is fetched at start and
/// kept. The producer's delivery timeout bounds every answer; there is no second timer. A producer
/// that is closed is replaced.
public final class MessageLog {
  private static final String SOURCE = "/maru/gateway-service";
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Supplier<Producer<String, byte[]>> producers;
  private final LogPace pace;
  private final Timer timer;
  private volatile Producer<String, byte[]> producer;
  private volatile boolean known;

  /// @param producers gives another one when the last one is closed
  /// @param pace is told of each answer
  MessageLog(Supplier<Producer<String, byte[]>> producers, LogPace pace, Timer timer) {
    this.producers = producers;
    this.pace = pace;
    this.timer = timer;
    this.producer = producers.get();
    awaitTopic();
  }

  /// What is known about an append.
  enum Outcome {
    ACCEPTED,
    /// It never left this process.
    NOT_ACCEPTED,
    /// It was under way.
    UNKNOWN
  }

  /// True for good once the log's topic was seen.
  public boolean known() {
    return known;
  }

  /// Answers once, on this thread or on the producer's.
  ///
  /// @param traceparent of the step that appends
  void append(InboundEvent event, Instant now, String traceparent, Consumer<Outcome> answer) {
    var record =
        new ProducerRecord<>(
            Topics.INBOUND,
            event.roomId().toString(),
            ContractJson.mapper().writeValueAsBytes(event));
    EventHeaders.of(event, SOURCE, now)
        .asMap()
        .forEach((name, value) -> record.headers().add(name, value));
    record.headers().add(TraceContext.HEADER, traceparent.getBytes(StandardCharsets.US_ASCII));
    var append = new Append(answer);
    pace.appending();
    var current = producer;
    try {
      var _ = current.send(record, append);
    } catch (KafkaException e) {
      append.refused();
    } catch (IllegalStateException e) {
      append.refused();
      replace(current);
    }
    append.returned = true;
  }

  /// Spring's producer closes itself when the broker answers that its numbers are out of order.
  private synchronized void replace(Producer<String, byte[]> closed) {
    if (producer == closed) {
      producer = producers.get();
      awaitTopic();
    }
  }

  /// `partitionsFor` with `max.block.ms` 0 throws until the answer, which it asks for, has come.
  private void awaitTopic() {
    try {
      known = !producer.partitionsFor(Topics.INBOUND).isEmpty();
    } catch (KafkaException e) {
      timer.after(PAUSE, this::awaitTopic);
    }
  }

  /// The producer tells early failures, too, through the callback: on the calling thread, before
  /// `send` returns. Only then is it sure that nothing left.
  private final class Append implements Callback {
    private final Consumer<Outcome> answer;
    private final Thread caller = Thread.currentThread();
    private final long begunAt = System.nanoTime();
    private boolean returned; // read and written by the caller's thread alone
    private boolean answered; // the same, and the callback comes once

    Append(Consumer<Outcome> answer) {
      this.answer = answer;
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
      if (failure != null && Thread.currentThread() == caller && !returned) {
        refused();
        return;
      }
      pace.answered(System.nanoTime() - begunAt);
      answer.accept(failure == null ? Outcome.ACCEPTED : Outcome.UNKNOWN);
    }

    void refused() {
      if (!answered) {
        answered = true;
        answer.accept(Outcome.NOT_ACCEPTED);
      }
    }
  }
}
