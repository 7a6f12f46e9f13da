package chat.maru.cluster.keys;

import chat.maru.contract.event.Content;
import java.util.UUID;

/// A ciphertext and what it is bound to.
record Sealed(UUID roomId, UUID messageId, Content content) {}
