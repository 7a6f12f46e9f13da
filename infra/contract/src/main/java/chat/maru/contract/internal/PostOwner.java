package chat.maru.contract.internal;

import java.util.UUID;

/// Whose post it is, which never changes, and whether it takes new rooms, which may end at any
/// time.
public record PostOwner(UUID postId, UUID lenderId, boolean closed) {}
