package chat.maru.cluster.client;

import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.room.Backoff;
import chat.maru.cluster.client.room.Outgoing;
import chat.maru.cluster.client.room.Place;
import chat.maru.cluster.client.room.SendQueue;
import chat.maru.cluster.client.room.Step;
import chat.maru.cluster.client.wire.ServerFrame;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The send queues of all rooms. A queue that began on a post is also its room's from the first ack
/// on.
final class Outbox {
  private final Tasks tasks;
  private final Supplier<Backoff> backoffs;
  private final Duration patience;
  private final Consumer<Step> act;
  private final Map<String, Lane> byRoom = new HashMap<>();
  private final Map<String, Lane> byPost = new HashMap<>();
  private final Map<String, Lane> byMessage = new HashMap<>();
  private boolean connected;

  /// @param patience how long a connected gateway may leave a send unanswered
  Outbox(Tasks tasks, Supplier<Backoff> backoffs, Duration patience, Consumer<Step> act) {
    this.tasks = tasks;
    this.backoffs = backoffs;
    this.patience = patience;
    this.act = act;
  }

  void add(Place place, Outgoing message) {
    Lane lane = lane(place);
    byMessage.put(message.id(), lane);
    lane.does(lane.queue.add(message, System.nanoTime()));
  }

  void connected() {
    connected = true;
    lanes().forEach(lane -> lane.does(lane.queue.connected(System.nanoTime())));
  }

  void disconnected() {
    connected = false;
    lanes().forEach(Lane::pause);
  }

  void acked(ServerFrame.Ack ack) {
    Lane lane = laneOf(ack.id());
    if (lane != null) {
      byRoom.putIfAbsent(ack.roomId(), lane);
      lane.does(lane.queue.acked(ack.id(), ack.messageId(), System.nanoTime()));
    }
  }

  /// Tells that one's own is accepted, however it came; see [SendQueue#stored].
  void stored(Message message, boolean own) {
    Lane lane = own ? byMessage.remove(message.clientMessageId()) : null;
    if (lane != null) {
      byRoom.putIfAbsent(message.roomId(), lane);
    } else {
      lane = byRoom.get(message.roomId());
    }
    if (lane != null) {
      lane.does(lane.queue.stored(message, own, System.nanoTime()));
    }
  }

  void failed(ServerFrame.Failure failure, String id) {
    Lane lane = laneOf(id);
    if (lane == null) {
      return;
    }
    long now = System.nanoTime();
    if (failure.retryable()) {
      long wait = failure.retryAfterMs() == null ? 0 : failure.retryAfterMs();
      lane.queue.postponed(id, Duration.ofMillis(wait), now);
      lane.does(List.of());
    } else {
      byMessage.remove(id);
      lane.does(lane.queue.failed(id, failure.code(), now));
    }
  }

  private Collection<Lane> lanes() {
    Collection<Lane> lanes = new LinkedHashSet<>(byPost.values());
    lanes.addAll(byRoom.values());
    return lanes;
  }

  /// A message that was seen stored may still be in front of its lane.
  private @Nullable Lane laneOf(String id) {
    Lane lane = byMessage.get(id);
    return lane != null
        ? lane
        : lanes().stream().filter(l -> l.queue.inFront(id)).findAny().orElse(null);
  }

  private Lane lane(Place place) {
    return switch (place) {
      case Place.InRoom(String roomId) -> byRoom.computeIfAbsent(roomId, _ -> new Lane(place));
      case Place.OnPost(String postId) -> byPost.computeIfAbsent(postId, _ -> new Lane(place));
    };
  }

  /// A queue with its alarm clock.
  private final class Lane {
    private final SendQueue queue;
    private final Alarm alarm = new Alarm(tasks);

    Lane(Place place) {
      queue = new SendQueue(place, backoffs.get(), patience, System.nanoTime());
      if (connected) {
        does(queue.connected(System.nanoTime()));
      }
    }

    void does(List<Step> steps) {
      steps.forEach(act);
      alarm.silence();
      OptionalLong next = queue.nextTick();
      if (next.isPresent()) {
        long wait = next.getAsLong() - System.nanoTime();
        alarm.set(wait, () -> does(queue.tick(System.nanoTime())));
      }
    }

    void pause() {
      queue.disconnected();
      alarm.silence();
    }
  }
}
