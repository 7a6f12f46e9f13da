package chat.maru.contract.cipher;

import chat.maru.contract.event.Content;

/// A text as it may leave the process.
///
/// @param digest keyed; equal for equal texts of the same message, and says nothing without the key
public record SealedText(Content content, byte[] digest) {}
