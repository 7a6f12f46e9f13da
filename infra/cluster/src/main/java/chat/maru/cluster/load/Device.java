package chat.maru.cluster.load;

import chat.maru.cluster.client.wire.Handshake;
import chat.maru.cluster.client.wire.Link;
import chat.maru.cluster.client.wire.LinkListener;
import chat.maru.cluster.client.wire.WebSockets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// One end of a pair. It reads just enough of each frame to judge it, so that the generator takes
/// little from the machine it measures.
final class Device implements LinkListener {
  private static final int MOST_ATTEMPTS = 20;
  private static final int ATTEMPT_SECONDS = 3;

  private final CompletableFuture<String> welcome = new CompletableFuture<>();
  private final CompletableFuture<String> room = new CompletableFuture<>();
  private final RoomOrder order = new RoomOrder();
  private final Link link;
  private final Unanswered unanswered;
  private volatile Tally tally = Tally.NONE;
  private volatile String userId = "";

  Device(WebSockets sockets, Handshake handshake) {
    this.link = sockets.open(handshake, this).orTimeout(30, TimeUnit.SECONDS).join();
    unanswered = new Unanswered(link::send);
    userId = welcome.orTimeout(30, TimeUnit.SECONDS).join();
  }

  /// From now on what comes counts there.
  void count(Tally tally) {
    this.tally = tally;
  }

  void send(String id, String frame) {
    if (!unanswered.send(id, frame)) {
      tally.error("never sent, too many wait");
    }
  }

  /// Sends this user's first message of the room, again and again under its id until it is stored:
  /// a gateway that has to look the room up may ask for that.
  ///
  /// @return its room
  String begin(String frame) {
    for (int i = 0; i < MOST_ATTEMPTS && !room.isDone(); i++) {
      link.send(frame);
      String _ = room.copy().completeOnTimeout("", ATTEMPT_SECONDS, TimeUnit.SECONDS).join();
    }
    return room.orTimeout(ATTEMPT_SECONDS, TimeUnit.SECONDS).join();
  }

  void close() {
    link.abort();
  }

  @Override
  public void onText(String frame) {
    long now = System.nanoTime();
    switch (FrameText.field(frame, "type")) {
      case "ack" -> {
        String id = FrameText.field(frame, "id");
        tally.acked(id, now);
        unanswered.answered(id);
      }
      case "message" -> message(frame, now);
      case "error" -> {
        String code = FrameText.field(frame, "code");
        tally.error(code);
        unanswered.refused(
            FrameText.field(frame, "id"), code, FrameText.number(frame, "retryAfterMs"));
      }
      case "welcome" -> welcome.complete(FrameText.field(frame, "userId"));
      case "resync" -> tally.error("resync");
      default -> {}
    }
  }

  @Override
  public void onClosed(int code, String reason) {
    tally.closed(code);
    welcome.completeExceptionally(new IllegalStateException("closed with " + code));
  }

  private void message(String frame, long now) {
    long number = MessageNumber.of(FrameText.field(frame, "clientMessageId"));
    boolean own = FrameText.field(frame, "senderId").equals(userId);
    if (own && !room.isDone()) {
      room.complete(FrameText.field(frame, "roomId"));
    }
    tally.order(order.judge(FrameText.number(frame, "seq"), own, number));
    if (!own) {
      tally.received(number, now);
    }
  }
}
