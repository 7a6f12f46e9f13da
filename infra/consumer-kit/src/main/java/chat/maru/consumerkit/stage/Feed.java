package chat.maru.consumerkit.stage;

import chat.maru.contract.event.ChatEvent;
import chat.maru.contract.event.EventHeaders;
import chat.maru.contract.event.MessageStored;
import chat.maru.contract.json.ContractJson;
import chat.maru.contract.trace.TraceContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.node.ObjectNode;

/// Puts events into the scene's topic, in the form in which persistence-service does, and knows
/// what must come of them.
public final class Feed {
  private static final String SOURCE = "/maru/persistence-service";

  /// @param expected the effect that it must have; none for what is no message
  private record Pending(Optional<Effect> expected, Future<RecordMetadata> answer) {}

  private final Producer<String, byte[]> producer;
  private final String topic;
  private final Clock clock;
  private final List<Pending> open = new ArrayList<>();
  private final List<Sent> sent = new ArrayList<>();
  private final Map<TopicPartition, Long> ends = new HashMap<>();

  Feed(Producer<String, byte[]> producer, String topic, Clock clock) {
    this.producer = producer;
    this.topic = topic;
    this.clock = clock;
  }

  public List<Room> rooms(int count) {
    List<Room> rooms = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rooms.add(new Room(clock));
    }
    return rooms;
  }

  public void send(ChatEvent event) {
    send(event, _ -> {});
  }

  /// The same event in a later form.
  ///
  /// @param change adds to its JSON what today's schema does not have
  public void send(ChatEvent event, Consumer<ObjectNode> change) {
    ObjectNode value = ContractJson.mapper().valueToTree(event);
    value.put("type", event.eventType());
    change.accept(value);
    EventHeaders headers = EventHeaders.of(event, SOURCE, clock.instant());
    open.add(new Pending(expected(event), send(event.roomId(), headers, value)));
  }

  /// An event of a type that there is not yet; nothing may come of it.
  public void sendUnknown(Room room, String type, ObjectNode value) {
    value.put("type", type).put("roomId", room.id().toString());
    EventHeaders headers =
        new EventHeaders(type + ":" + UUID.randomUUID(), type, SOURCE, clock.instant());
    open.add(new Pending(Optional.empty(), send(room.id(), headers, value)));
  }

  private Future<RecordMetadata> send(UUID room, EventHeaders headers, ObjectNode value) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(
            topic, room.toString(), ContractJson.mapper().writeValueAsBytes(value));
    headers.asMap().forEach(record.headers()::add);
    record.headers().add(TraceContext.HEADER, utf8(TraceContext.begin(false).value()));
    record.headers().add(EventHeaders.ACCEPTED_TIME, utf8(clock.instant().toString()));
    record.headers().add("x-later-header", new byte[] {0, -1});
    return producer.send(record);
  }

  private static Optional<Effect> expected(ChatEvent event) {
    return event instanceof MessageStored message
        ? Optional.of(new Effect(message.eventId(), message.roomId().toString(), message.seq()))
        : Optional.empty();
  }

  /// Returns when the log has all that was sent.
  public void flush() {
    producer.flush();
    for (Pending pending : open) {
      RecordMetadata place = written(pending.answer());
      TopicPartition partition = new TopicPartition(place.topic(), place.partition());
      ends.merge(partition, place.offset() + 1, Math::max);
      pending.expected().ifPresent(it -> sent.add(new Sent(it, partition, place.offset())));
    }
    open.clear();
  }

  /// All messages that are in the log, repeats included.
  public List<Sent> sent() {
    return sent;
  }

  /// Where each partition ends.
  Map<TopicPartition, Long> ends() {
    return ends;
  }

  private static RecordMetadata written(Future<RecordMetadata> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new UnavailableException("the broker did not take an event: " + e.getCause(), e);
    } catch (InterruptedException e) {
      throw UnavailableException.interrupted(e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
