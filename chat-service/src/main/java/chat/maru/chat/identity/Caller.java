package chat.maru.chat.identity;

import java.time.Instant;
import java.util.UUID;

/// Who calls, as the access token says. A controller method that takes one is for signed-in users.
///
/// @param loginId the token's `sid`
/// @param expiresAt when the token ends
public record Caller(UUID userId, String displayName, String loginId, Instant expiresAt) {}
