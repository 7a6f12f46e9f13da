package chat.maru.gateway.identity;

import java.time.Instant;
import java.util.UUID;

/// Whom a token or ticket names, and until when.
///
/// @param loginId the token's `sid`: what a logout ends
public record Identity(UUID userId, String loginId, Instant expiresAt) {}
