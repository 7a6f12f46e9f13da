package chat.maru.contract.cipher;

import java.util.UUID;

/// A message's content does not open: its key is gone, or it is not that message's.
public final class UnreadableContentException extends RuntimeException {
  UnreadableContentException(UUID messageId, String keyId, Throwable cause) {
    super("message " + messageId + " does not open with key " + keyId, cause);
  }
}
