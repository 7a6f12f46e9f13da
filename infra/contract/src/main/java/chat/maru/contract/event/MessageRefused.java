package chat.maru.contract.event;

import java.util.HexFormat;
import java.util.UUID;

/// An accepted record that will not be stored, told to its sender alone.
///
/// @param code why, from the catalogue of error codes: `duplicate_mismatch` when the same client
///   message id came with another text (D2)
/// @param digest of the refused text, so that two refusals under one id differ
public record MessageRefused(
    UUID roomId, UUID messageId, UUID senderId, UUID clientMessageId, String code, byte[] digest)
    implements ChatEvent {

  public static final String TYPE = "message.refused";
  public static final String DUPLICATE_MISMATCH = "duplicate_mismatch";

  @Override
  public String eventType() {
    return TYPE;
  }

  @Override
  public String eventId() {
    return "refused:" + messageId + ":" + HexFormat.of().formatHex(digest);
  }
}
