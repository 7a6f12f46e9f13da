/// The sessions of this node.
///
/// | state | owner |
/// |---|---|
/// | [Sessions] by user | any thread, through `compute` on the user's key |
/// | [Outbox] queue | its lock; many offer |
/// | the socket's writing side | whoever finds no write under way; one write at a time |
/// | [FrameBudget] | the container's thread of the session, and [Heartbeats] |
/// | [Session] closing | the first thread that closes it |
/// | [Heartbeats] | its single thread |
@NullMarked
package chat.maru.gateway.session;

import org.jspecify.annotations.NullMarked;
