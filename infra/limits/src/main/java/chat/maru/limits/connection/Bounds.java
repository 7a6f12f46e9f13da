package chat.maru.limits.connection;

import java.time.Duration;

/// What connections may cost that are no WebSocket session (yet).
///
/// @param head from a connection's begin until its first request's headers are complete
/// @param request from there until the answer is written, the body included
/// @param most of them; beyond, who waits longest for a request gives way
/// @param mostPerAddress of one address, waiting or not
public record Bounds(Duration head, Duration request, int most, int mostPerAddress) {}
