package chat.maru.persistence.message;

import chat.maru.contract.event.MessageAccepted;
import chat.maru.contract.event.MessageRefused;
import chat.maru.contract.event.MessageStored;
import chat.maru.contract.event.ReadAccepted;
import chat.maru.contract.event.ReadAdvanced;
import chat.maru.persistence.inbound.Inspected;
import chat.maru.persistence.inbound.ParkReason;
import chat.maru.persistence.message.Decision.Head;
import chat.maru.persistence.read.Reader;
import chat.maru.persistence.room.Room;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Decides a batch: which message is new and gets which number, which repeats, how far was read.
///
/// The first record of an id wins, in the batch as in the database (D2); numbers follow the order
/// of the records (D3, D4). No I/O, so the answer depends on nothing but the arguments.
public final class Numbering {
  private final Known known;
  private final Map<UUID, MessageStored> stored;
  private final List<MessageStored> rows = new ArrayList<>();
  private final Map<UUID, Head> heads = new LinkedHashMap<>();
  private final Map<Reader, Long> reads = new LinkedHashMap<>();

  private Numbering(Known known) {
    this.known = known;
    this.stored = new HashMap<>(known.stored());
  }

  public static Decision decide(List<Inspected> batch, Known known) {
    Numbering numbering = new Numbering(known);
    List<Outcome> outcomes = batch.stream().map(numbering::decide).toList();
    return new Decision(numbering.rows, numbering.heads, numbering.reads, outcomes);
  }

  private Outcome decide(Inspected record) {
    return switch (record) {
      case Inspected.Unsound(var reason) -> new Outcome.Parked(reason);
      case Inspected.Sound(MessageAccepted message) -> decide(message);
      case Inspected.Sound(ReadAccepted read) -> decide(read);
    };
  }

  private Outcome decide(MessageAccepted message) {
    Room room = known.rooms().get(message.roomId());
    if (room == null) {
      return new Outcome.Parked(ParkReason.UNKNOWN_POST_OR_USER);
    }
    // Post and borrower are in the room's id; the lender is the record's claim.
    if (!room.lenderId().equals(message.lenderId())) {
      return new Outcome.Parked(ParkReason.INCONSISTENT_IDS);
    }
    MessageStored earlier = stored.get(message.messageId());
    if (earlier == null) {
      return new Outcome.Stored(number(message, room));
    }
    return MessageDigest.isEqual(earlier.digest(), message.digest())
        ? new Outcome.Repeated(earlier)
        : new Outcome.Refused(refusal(message));
  }

  private MessageStored number(MessageAccepted m, Room room) {
    MessageStored row =
        new MessageStored(
            m.roomId(),
            m.messageId(),
            headSeq(room) + 1,
            m.senderId(),
            m.clientMessageId(),
            m.postId(),
            m.borrowerId(),
            m.lenderId(),
            m.content(),
            m.digest(),
            // The wire's precision: a repeat read back from the database must be equal.
            m.acceptedAt().truncatedTo(ChronoUnit.MILLIS));
    stored.put(row.messageId(), row);
    rows.add(row);
    heads.merge(
        row.roomId(),
        new Head(row.seq(), row.sentAt()),
        (before, now) -> new Head(now.seq(), later(before.sentAt(), now.sentAt())));
    reads.put(new Reader(row.roomId(), row.senderId()), row.seq());
    return row;
  }

  private static MessageRefused refusal(MessageAccepted m) {
    return new MessageRefused(
        m.roomId(),
        m.messageId(),
        m.senderId(),
        m.clientMessageId(),
        MessageRefused.DUPLICATE_MISMATCH,
        m.digest());
  }

  private Outcome decide(ReadAccepted read) {
    Room room = known.rooms().get(read.roomId());
    if (room == null || !room.hasMember(read.userId())) {
      return new Outcome.Dropped();
    }
    Reader reader = new Reader(read.roomId(), read.userId());
    long before = reads.getOrDefault(reader, known.reads().getOrDefault(reader, 0L));
    long after = Math.max(before, Math.min(read.seq(), headSeq(room)));
    if (after > before) {
      reads.put(reader, after);
    }
    return new Outcome.Read(
        new ReadAdvanced(room.id(), read.userId(), after, room.borrowerId(), room.lenderId()));
  }

  private long headSeq(Room room) {
    Head head = heads.get(room.id());
    return head == null ? room.headSeq() : head.seq();
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
