package chat.maru.cluster.storm;

import chat.maru.cluster.client.Timing;
import chat.maru.cluster.client.room.Backoff;
import chat.maru.cluster.client.wire.WebSockets;
import chat.maru.cluster.load.FrameText;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// One device with the messages that came to it, known by their client message ids.
class Phone implements Client.Ear {
  private static final Timing TIMING = Timing.usual();

  private final Client client;
  private final Mail mail;
  private final Mishaps mishaps;
  private final Map<String, Long> held = new ConcurrentHashMap<>();
  private final Map<String, Sent> open = new ConcurrentHashMap<>(); // not accepted yet, by id
  private final Backoff backoff = // only on the client's loop
      new Backoff(TIMING.firstBackoff(), TIMING.mostBackoff(), new SplittableRandom());
  private final AtomicInteger repeated = new AtomicInteger();
  private volatile String room = "";

  /// @param mail hears what is accepted
  Phone(
      WebSockets sockets, Supplier<List<URI>> gateways, String token, Mail mail, Mishaps mishaps) {
    this.client = new Client(sockets, gateways, token, this);
    this.mail = mail;
    this.mishaps = mishaps;
  }

  final Client client() {
    return client;
  }

  /// @param at when it was sent last, on [System#nanoTime]'s clock; in the future while it waits to
  ///   be sent again
  private record Sent(String frame, long at) {}

  /// Sends, and again what was refused for now, after pauses as the reference client makes them. It
  /// has one message under way at a time, so order is no question.
  final void send(String id, String frame) {
    open.put(id, new Sent(frame, System.nanoTime()));
    client.send(frame);
  }

  /// Sends again what was left without an answer.
  final void sendUnanswered() {
    long now = System.nanoTime();
    open.forEach((id, sent) -> {
      if (now - sent.at() > TIMING.answerPatience().toNanos()) {
        send(id, sent.frame());
      }
    });
  }

  /// When that message came first, on [System#nanoTime]'s clock; 0 = it has not come.
  final long heldSince(String id) {
    return held.getOrDefault(id, 0L);
  }

  /// How often a message came that it had already.
  final int repeated() {
    return repeated.get();
  }

  /// Of the last message; empty before the first.
  final String room() {
    return room;
  }

  final void keep(String id, long now) {
    if (held.putIfAbsent(id, now) != null) {
      repeated.incrementAndGet();
    }
  }

  @Override
  public void onFrame(String type, String frame) {
    long now = System.nanoTime();
    switch (type) {
      case "message" -> {
        String id = FrameText.field(frame, "clientMessageId");
        room = FrameText.field(frame, "roomId");
        keep(id, now);
        accepted(id, now);
      }
      case "ack" -> accepted(FrameText.field(frame, "id"), now);
      case "error" -> refused(FrameText.field(frame, "id"), frame);
      case "resync" -> mishaps.onRefused("resync");
      default -> {}
    }
  }

  @Override
  public void onRefused(String why) {
    mishaps.onRefused(why);
  }

  /// By the log; one's own message says so, too.
  private void accepted(String id, long now) {
    if (open.remove(id) != null) {
      backoff.reset();
      mail.accepted(id, now);
    }
  }

  private void refused(String id, String error) {
    mishaps.onRefused("error " + FrameText.field(error, "code"));
    Sent sent = open.get(id);
    if (sent != null && error.contains("\"retryable\":true")) {
      long least =
          TimeUnit.MILLISECONDS.toNanos(Math.max(0, FrameText.number(error, "retryAfterMs")));
      long pause = least + backoff.nextNanos();
      open.put(id, new Sent(sent.frame(), System.nanoTime() + pause));
      client.later(
          pause,
          () -> {
            if (open.containsKey(id)) {
              send(id, sent.frame());
            }
          });
    }
  }
}
