package chat.maru.contract.id;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;

/// Ids that are functions of what they name, so that any node computes the same one without asking.
///
/// Racing first messages of one borrower on one post meet in one room, and every retry of a message
/// carries the same message id (D2). Both are name-based UUIDs, version 5 (RFC 9562, section 5.5).
public final class Ids {
  private static final UUID ROOM_NAMESPACE =
      UUID.fromString("6d617275-0000-5000-8000-726f6f6d0001");
  private static final UUID MESSAGE_NAMESPACE =
      UUID.fromString("6d617275-0000-5000-8000-6d7367000001");
  private static final int TEXT_LENGTH = 36;

  private Ids() {}

  /// The only room that this borrower and this post can have.
  public static UUID roomId(UUID postId, UUID borrowerId) {
    return nameBased(ROOM_NAMESPACE, uuids(postId, borrowerId));
  }

  /// The only message that this sender's client id can name in this room.
  public static UUID messageId(UUID roomId, UUID senderId, UUID clientMessageId) {
    return nameBased(MESSAGE_NAMESPACE, uuids(roomId, senderId, clientMessageId));
  }

  /// A version 5 UUID of any name, for event ids that must be the same at every repeat.
  public static UUID nameBased(UUID namespace, String name) {
    return nameBased(namespace, name.getBytes(StandardCharsets.UTF_8));
  }

  /// Reads the 36-character form, in either case, and nothing else; [UUID#fromString] also takes
  /// shortened groups.
  public static Optional<UUID> parse(String text) {
    if (text.length() != TEXT_LENGTH) {
      return Optional.empty();
    }
    for (int i = 0; i < TEXT_LENGTH; i++) {
      char c = text.charAt(i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? c != '-' : Character.digit(c, 16) < 0 || c > 'f') {
        return Optional.empty();
      }
    }
    return Optional.of(UUID.fromString(text));
  }

  private static byte[] uuids(UUID... parts) {
    ByteBuffer bytes = ByteBuffer.allocate(parts.length * 16);
    for (UUID part : parts) {
      bytes.putLong(part.getMostSignificantBits()).putLong(part.getLeastSignificantBits());
    }
    return bytes.array();
  }

  private static UUID nameBased(UUID namespace, byte[] name) {
    MessageDigest sha1 = sha1();
    sha1.update(uuids(namespace));
    ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name));
    long high = hash.getLong() & 0xffff_ffff_ffff_0fffL | 0x5000L;
    long low = hash.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-1 is part of every Java platform", e);
    }
  }
}
