package chat.maru.cluster.trial.device;

import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.room.Backoff;
import chat.maru.cluster.client.room.Outgoing;
import chat.maru.cluster.client.room.Place;
import chat.maru.cluster.client.room.SendQueue;
import chat.maru.cluster.client.room.Step;
import chat.maru.cluster.client.wire.ClientFrame;
import chat.maru.cluster.client.wire.ServerFrame;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One queue per room, the first attempts and the repeats (D2, D4). Belongs to the loop.
final class RawOutbox {
  /// A gateway answers within 5 s.
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  private final EventLoop loop;
  private final RandomGenerator random;
  private final Ledger ledger;
  private final Out out;
  private final Map<String, Lane> lanes = new HashMap<>();
  private final AtomicInteger unanswered = new AtomicInteger(); // any thread reads
  private boolean connected;

  RawOutbox(EventLoop loop, RandomGenerator random, Ledger ledger, Out out) {
    this.loop = loop;
    this.random = random;
    this.ledger = ledger;
    this.out = out;
  }

  /// Takes a send with the number of its attempt, from 1.
  @FunctionalInterface
  interface Out {
    void transmit(ClientFrame.Send send, int attempt);
  }

  /// Counts at once what [#add] will take on the loop.
  void announce() {
    unanswered.incrementAndGet();
  }

  int unanswered() {
    return unanswered.get();
  }

  void add(Conversation to, Outgoing message) {
    Lane lane = lanes.computeIfAbsent(to.roomId(), _ -> new Lane(to));
    lane.counted++;
    lane.does(lane.queue.add(message, System.nanoTime()));
  }

  void connected() {
    connected = true;
    lanes.values().forEach(lane -> lane.does(lane.queue.connected(System.nanoTime())));
  }

  void disconnected() {
    connected = false;
    lanes.values().forEach(Lane::pause);
  }

  void acked(ServerFrame.Ack ack) {
    Lane lane = lanes.get(ack.roomId());
    if (lane != null) {
      lane.does(lane.queue.acked(ack.id(), ack.messageId(), System.nanoTime()));
    }
  }

  void stored(Message message, boolean own) {
    Lane lane = lanes.get(message.roomId());
    if (lane != null) {
      lane.does(lane.queue.stored(message, own, System.nanoTime()));
    }
  }

  /// The refusal does not name the room.
  void failed(ServerFrame.Failure failure, String id) {
    for (Lane lane : lanes.values()) {
      if (id.equals(lane.front)) {
        lane.failed(failure, id);
      }
    }
  }

  private final class Lane {
    private final SendQueue queue;
    private @Nullable String front;
    private int counted; // of those unanswered
    private int attempt;
    private long firstAt;
    private @Nullable Future<?> alarm;

    Lane(Conversation to) {
      Place place = to.isOpen() ? new Place.InRoom(to.roomId()) : new Place.OnPost(to.postId());
      Backoff backoff = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1), random);
      queue = new SendQueue(place, backoff, PATIENCE, System.nanoTime());
      if (connected) {
        does(queue.connected(System.nanoTime()));
      }
    }

    void does(List<Step> steps) {
      steps.forEach(this::act);
      count();
      silence();
      queue
          .nextTick()
          .ifPresent(at ->
              alarm =
                  loop.schedule(
                      () -> does(queue.tick(System.nanoTime())),
                      Math.max(0, at - System.nanoTime()),
                      TimeUnit.NANOSECONDS));
    }

    void failed(ServerFrame.Failure failure, String id) {
      long now = System.nanoTime();
      if (failure.retryable()) {
        long wait = failure.retryAfterMs() == null ? 0 : failure.retryAfterMs();
        queue.postponed(id, Duration.ofMillis(wait), now);
        does(List.of());
      } else {
        does(queue.failed(id, failure.code(), now));
      }
    }

    void pause() {
      queue.disconnected();
      count();
      silence();
    }

    private void count() {
      unanswered.addAndGet(queue.size() - counted);
      counted = queue.size();
    }

    private void act(Step step) {
      switch (step) {
        case Step.Transmit(ClientFrame.Send send) -> transmit(send);
        case Step.Accepted(String id, String messageId) ->
            ledger.accepted(messageId, id.equals(front) ? System.nanoTime() - firstAt : 0);
        case Step.Failed _ -> {}
      }
    }

    private void transmit(ClientFrame.Send send) {
      if (!send.id().equals(front)) {
        front = send.id();
        attempt = 0;
        firstAt = System.nanoTime();
      }
      attempt++;
      out.transmit(send, attempt);
    }

    private void silence() {
      if (alarm != null) {
        boolean _ = alarm.cancel(false);
        alarm = null;
      }
    }
  }
}
