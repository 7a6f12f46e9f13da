package chat.maru.contract.cipher;

import chat.maru.contract.event.Content;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Seals and opens what one sender writes into one room. Thread-safe.
///
/// AES-256-GCM with a fresh nonce for each text (NIST SP 800-38D; a key's texts stay far below its
/// 2^32), bound to room and message: a text moved to another place does not open. The digest is
/// HMAC-SHA-256 under a key of its own, which outlives every renewal of the first: a retry years
/// later is recognised by it (D2). Both go when the sender is erased, so the digest of a short text
/// can't be guessed at either.
public final class DataKey {
  static final int BYTES = 64;

  private static final String HMAC = "HmacSHA256";
  private static final int HALF = 32;
  private static final int DIGEST_BYTES = 16;

  private final String id;
  private final Aead texts;
  private final SecretKeySpec digests;

  DataKey(String id, byte[] material) {
    if (material.length != BYTES) {
      throw new IllegalArgumentException(
          "data key " + id + ": " + material.length + " bytes (expected: " + BYTES + ")");
    }
    try {
      this.id = id;
      this.texts = new AesGcmJce(Arrays.copyOf(material, HALF));
      this.digests = new SecretKeySpec(material, HALF, HALF, HMAC);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("data key " + id + " can't be used", e);
    }
  }

  /// What [Content#keyId] names.
  public String id() {
    return id;
  }

  public SealedText seal(UUID roomId, UUID messageId, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      byte[] ciphertext = texts.encrypt(bytes, place(roomId, messageId, 0).array());
      return new SealedText(new Content(id, ciphertext), digest(bound(roomId, messageId, bytes)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("message " + messageId + " could not be sealed", e);
    }
  }

  /// @throws UnreadableContentException when the content was sealed with another key, for another
  ///   room or message, or altered
  public String open(UUID roomId, UUID messageId, Content content) {
    try {
      byte[] bytes = texts.decrypt(content.ciphertext(), place(roomId, messageId, 0).array());
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new UnreadableContentException(messageId, content.keyId(), e);
    }
  }

  /// A `Mac` each time: one that is kept would be kept for each thread and each of many keys.
  private byte[] digest(byte[] bound) throws GeneralSecurityException {
    Mac mac = Mac.getInstance(HMAC);
    mac.init(digests);
    return Arrays.copyOf(mac.doFinal(bound), DIGEST_BYTES);
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

  /// Never the key.
  @Override
  public String toString() {
    return "DataKey[" + id + "]";
  }
}
