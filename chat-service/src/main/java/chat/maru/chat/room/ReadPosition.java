package chat.maru.chat.room;

import java.util.UUID;

/// A member has read up to `readSeq`.
public record ReadPosition(UUID roomId, UUID userId, long readSeq) {}
