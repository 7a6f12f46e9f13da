package chat.maru.cluster.storm;

import chat.maru.cluster.client.wire.WebSockets;
import chat.maru.cluster.load.FrameText;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// One device with the messages that came to it, known by their client message ids.
class Phone implements Client.Ear {
  private static final int PAUSE_MILLIS = 250;

  private final Client client;
  private final Mail mail;
  private final Mishaps mishaps;
  private final Map<String, Long> held = new ConcurrentHashMap<>();
  private final Map<String, String> open = new ConcurrentHashMap<>(); // sent and not answered yet
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

  /// Sends, and again after a pause what was refused for now. It has one message under way at a
  /// time, so order is no question.
  final void send(String id, String frame) {
    open.put(id, frame);
    client.send(frame);
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
      mail.accepted(id, now);
    }
  }

  private void refused(String id, String error) {
    mishaps.onRefused("error " + FrameText.field(error, "code"));
    String frame = open.get(id);
    if (frame != null && error.contains("\"retryable\":true")) {
      long least = Math.max(PAUSE_MILLIS, FrameText.number(error, "retryAfterMs"));
      long pause = least + ThreadLocalRandom.current().nextInt(PAUSE_MILLIS);
      client.later(pause, () -> client.send(frame));
    }
  }
}
