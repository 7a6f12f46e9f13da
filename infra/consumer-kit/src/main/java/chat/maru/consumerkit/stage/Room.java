package chat.maru.consumerkit.stage;

import chat.maru.contract.event.Content;
import chat.maru.contract.event.MessageRefused;
import chat.maru.contract.event.MessageStored;
import chat.maru.contract.event.ReadAdvanced;
import chat.maru.contract.id.Ids;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// A room that nobody lives in, with the events that a real one would have.
public final class Room {
  private static final int CIPHERTEXT_BYTES = 96;

  private final UUID post = UUID.randomUUID();
  private final UUID borrower = UUID.randomUUID();
  private final UUID lender = UUID.randomUUID();
  private final UUID id = Ids.roomId(post, borrower);
  private final Clock clock;
  private long head;

  Room(Clock clock) {
    this.clock = clock;
  }

  UUID id() {
    return id;
  }

  /// The next message, from either side in turn.
  public MessageStored message() {
    long seq = ++head;
    UUID sender = seq % 2 == 1 ? borrower : lender;
    UUID clientId = UUID.randomUUID();
    return new MessageStored(
        id,
        Ids.messageId(id, sender, clientId),
        seq,
        sender,
        clientId,
        post,
        borrower,
        lender,
        new Content("consumer-kit", new byte[CIPHERTEXT_BYTES]),
        digest(seq),
        clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  /// The lender has read all.
  public ReadAdvanced read() {
    return new ReadAdvanced(id, lender, head, borrower, lender);
  }

  /// A second text under one client id.
  public MessageRefused refusal() {
    UUID clientId = UUID.randomUUID();
    return new MessageRefused(
        id,
        Ids.messageId(id, borrower, clientId),
        borrower,
        clientId,
        MessageRefused.DUPLICATE_MISMATCH,
        digest(head));
  }

  private static byte[] digest(long seq) {
    return ByteBuffer.allocate(16).putLong(seq).array();
  }
}
