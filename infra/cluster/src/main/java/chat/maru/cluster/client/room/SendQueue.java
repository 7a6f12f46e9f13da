package chat.maru.cluster.client.room;

import chat.maru.cluster.client.api.Message;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// What one client writes into one room: in order, one unanswered send at a time (D4).
///
/// The message in front is sent again under the same id after every retryable refusal, every
/// reconnect, and when a connected gateway leaves it unanswered; it goes only by an answer. One
/// that was seen stored is told as accepted at once, but stays in front while its gateway owes it
/// an answer: one that has refused it takes nothing else before it. Times are nanoseconds of any
/// one clock.
public final class SendQueue {
  private final Backoff backoff;
  private final long patienceNanos;
  private final Deque<Outgoing> waiting = new ArrayDeque<>();
  private Place place;
  private boolean connected;
  private boolean settled; // the front is known to be stored
  private long dueAt; // the front is sent not before, and again from then on

  /// @param patience how long a connected gateway may leave a send unanswered
  public SendQueue(Place place, Backoff backoff, Duration patience, long now) {
    this.place = place;
    this.backoff = backoff;
    this.patienceNanos = patience.toNanos();
    this.dueAt = now;
  }

  public List<Step> add(Outgoing message, long now) {
    waiting.add(message);
    return tick(now);
  }

  public List<Step> connected(long now) {
    connected = true;
    dueAt = now;
    return tick(now);
  }

  /// The link is gone: of the message in front nothing is known, unless it was seen stored.
  public void disconnected() {
    connected = false;
    if (settled) {
      dropFront();
    }
  }

  public List<Step> acked(String id, String messageId, long now) {
    if (!inFront(id)) {
      return List.of();
    }
    Stream<Step> news = settled ? Stream.empty() : Stream.of(new Step.Accepted(id, messageId));
    return next(news, now);
  }

  /// A message of this room was stored. From the first one on, the room can be named; the sender's
  /// own is accepted.
  public List<Step> stored(Message message, boolean own, long now) {
    place = new Place.InRoom(message.roomId());
    String id = message.clientMessageId();
    if (!own || !inFront(id) || settled) {
      return List.of();
    }
    Step accepted = new Step.Accepted(id, message.messageId());
    if (!connected) {
      return next(Stream.of(accepted), now);
    }
    settled = true;
    return List.of(accepted);
  }

  /// A refusal that comes after the acceptance is the database's last word (`duplicate_mismatch`).
  public List<Step> failed(String id, String code, long now) {
    Step.Failed failed = new Step.Failed(id, code);
    return inFront(id) ? next(Stream.of(failed), now) : List.of(failed);
  }

  /// The gateway wants the message in front again, later.
  public void postponed(String id, Duration atLeast, long now) {
    if (inFront(id)) {
      dueAt = now + atLeast.toNanos() + backoff.nextNanos();
    }
  }

  /// Sends what is due.
  public List<Step> tick(long now) {
    Outgoing front = waiting.peek();
    if (!connected || front == null || now - dueAt < 0) {
      return List.of();
    }
    dueAt = now + patienceNanos;
    return List.of(new Step.Transmit(place.send(front)));
  }

  /// When [#tick] has something to do next, unless something else happens before.
  public OptionalLong nextTick() {
    return connected && !waiting.isEmpty() ? OptionalLong.of(dueAt) : OptionalLong.empty();
  }

  public int size() {
    return waiting.size();
  }

  /// Whether the message waits for its gateway's answer, or the link, before those behind it.
  public boolean inFront(String id) {
    Outgoing front = waiting.peek();
    return front != null && front.id().equals(id);
  }

  private List<Step> next(Stream<Step> news, long now) {
    dropFront();
    dueAt = now;
    return Stream.concat(news, tick(now).stream()).toList();
  }

  private void dropFront() {
    Outgoing _ = waiting.remove();
    settled = false;
    backoff.reset();
  }
}
