package chat.maru.contract.node;

import java.time.Instant;
import java.util.UUID;

/// What a single-use ticket stands for.
///
/// @param loginId the login that the access token belongs to (`sid`)
/// @param tokenExpiresAt the session ends then unless it is given a fresh token
public record TicketGrant(UUID userId, String loginId, Instant tokenExpiresAt) {}
