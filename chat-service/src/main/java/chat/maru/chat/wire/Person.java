package chat.maru.chat.wire;

import java.util.UUID;

/// A user as others see them.
public record Person(UUID userId, String displayName) {}
