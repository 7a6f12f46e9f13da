package chat.maru.contract.event;

/// A message's text as everything outside the services sees it: ciphertext (D14).
///
/// @param keyId names the key that sealed it
/// @param ciphertext opens only together with the ids of its room and message
public record Content(String keyId, byte[] ciphertext) {

  /// Names the key and the size, never the bytes.
  @Override
  public String toString() {
    return "Content[keyId=" + keyId + ", ciphertext=" + ciphertext.length + " bytes]";
  }
}
