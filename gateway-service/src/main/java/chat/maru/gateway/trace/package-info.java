/// Follows sampled messages through this node with OpenTelemetry; what is not sampled costs a few
/// random numbers.
///
/// | span | kind | from | until |
/// |---|---|---|---|
/// | `maru.send` | producer | the client's frame was read | its answer was offered |
/// | `maru.deliver` | consumer, one per session | the fan-out's word was read | the socket wrote the frame |
///
/// Attributes: `maru.room.id`, `maru.message.id`, and `error.type` with the code of a refusal;
/// never text. A span whose session ended first is not exported.
@NullMarked
package chat.maru.gateway.trace;

import org.jspecify.annotations.NullMarked;
