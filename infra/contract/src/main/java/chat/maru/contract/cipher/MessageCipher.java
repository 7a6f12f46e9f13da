package chat.maru.contract.cipher;

import chat.maru.contract.event.Content;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.prf.PrfSet;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;

/// Seals and opens message texts. Thread-safe.
///
/// The ciphertext is bound to its room and message, so a text moved to another place does not open.
public final class MessageCipher {
  private static final int DIGEST_BYTES = 16;

  private final Aead aead;
  private final PrfSet digests;
  private final String primaryKeyId;

  MessageCipher(Aead aead, PrfSet digests, String primaryKeyId) {
    this.aead = aead;
    this.digests = digests;
    this.primaryKeyId = primaryKeyId;
  }

  public SealedText seal(UUID roomId, UUID messageId, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] place = place(roomId, messageId, 0).array();
    try {
      byte[] ciphertext = aead.encrypt(bytes, place);
      byte[] digest = digests.computePrimary(bound(roomId, messageId, bytes), DIGEST_BYTES);
      return new SealedText(new Content(primaryKeyId, ciphertext), digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("message " + messageId + " could not be sealed", e);
    }
  }

  /// @throws UnreadableContentException when the key is unknown or the content was sealed for
  ///   another room or message, or altered
  public String open(UUID roomId, UUID messageId, Content content) {
    try {
      byte[] bytes = aead.decrypt(content.ciphertext(), place(roomId, messageId, 0).array());
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new UnreadableContentException(messageId, content.keyId(), e);
    }
  }

  private static byte[] bound(UUID roomId, UUID messageId, byte[] text) {
    return place(roomId, messageId, text.length).put(text).array();
  }

  private static ByteBuffer place(UUID roomId, UUID messageId, int more) {
    return ByteBuffer.allocate(32 + more)
        .putLong(roomId.getMostSignificantBits())
        .putLong(roomId.getLeastSignificantBits())
        .putLong(messageId.getMostSignificantBits())
        .putLong(messageId.getLeastSignificantBits());
  }
}
