package chat.maru.persistence.inbound;

import chat.maru.contract.event.InboundEvent;
import chat.maru.contract.event.MessageAccepted;
import chat.maru.contract.event.ReadAccepted;
import chat.maru.contract.id.Ids;
import chat.maru.contract.json.ContractJson;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Reads a record's value and judges all that needs neither database nor keys. No I/O, never
/// throws.
///
/// Names are trusted for nothing: ids are computed again, because a room or message under a wrong
/// id would be found by no retry (D2) and would let a sender write into a room of others (D13).
public final class Inspection {
  /// A text of 4,000 characters makes less than 24 KiB; topics take 1 MiB.
  private static final int MAX_VALUE_BYTES = 256 * 1024;

  private Inspection() {}

  public static Inspected inspect(byte @Nullable [] value) {
    if (value == null) {
      return new Inspected.Unsound(ParkReason.UNREADABLE);
    }
    if (value.length > MAX_VALUE_BYTES) {
      return new Inspected.Unsound(ParkReason.TOO_LARGE);
    }
    InboundEvent event = read(value);
    return switch (event) {
      case null -> new Inspected.Unsound(ParkReason.UNREADABLE);
      case MessageAccepted message -> judge(message);
      case ReadAccepted read ->
          complete(read) ? new Inspected.Sound(read) : new Inspected.Unsound(ParkReason.UNREADABLE);
    };
  }

  private static @Nullable InboundEvent read(byte[] value) {
    try {
      return ContractJson.mapper().readValue(value, InboundEvent.class);
    } catch (JacksonException e) {
      return null;
    }
  }

  private static Inspected judge(MessageAccepted message) {
    if (!complete(message)) {
      return new Inspected.Unsound(ParkReason.UNREADABLE);
    }
    if (!consistent(message)) {
      return new Inspected.Unsound(ParkReason.INCONSISTENT_IDS);
    }
    boolean member =
        message.senderId().equals(message.borrowerId())
            || message.senderId().equals(message.lenderId());
    if (!member) {
      return new Inspected.Unsound(ParkReason.NOT_A_MEMBER);
    }
    return new Inspected.Sound(message);
  }

  /// JSON leaves absent fields null whatever the record's type says.
  private static boolean complete(MessageAccepted m) {
    return Stream.of(
                m.roomId(),
                m.messageId(),
                m.senderId(),
                m.clientMessageId(),
                m.postId(),
                m.borrowerId(),
                m.lenderId(),
                m.content(),
                m.digest(),
                m.acceptedAt())
            .allMatch(Objects::nonNull)
        && m.content().keyId() != null
        && m.content().ciphertext() != null;
  }

  private static boolean complete(ReadAccepted read) {
    return read.roomId() != null && read.userId() != null;
  }

  private static boolean consistent(MessageAccepted m) {
    return m.roomId().equals(Ids.roomId(m.postId(), m.borrowerId()))
        && m.messageId().equals(Ids.messageId(m.roomId(), m.senderId(), m.clientMessageId()))
        && !m.borrowerId().equals(m.lenderId());
  }
}
