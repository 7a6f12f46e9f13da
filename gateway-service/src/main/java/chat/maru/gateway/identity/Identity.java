package chat.maru.gateway.identity;

import java.time.Instant;
import java.util.UUID;

/// Whom a token or ticket names, and until when.
public record Identity(UUID userId, Instant expiresAt) {}
