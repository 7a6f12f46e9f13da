package chat.maru.persistence.read;

import java.util.UUID;

/// One member of one room, whose read position it is.
public record Reader(UUID roomId, UUID userId) {}
