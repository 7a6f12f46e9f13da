/// The WebSocket half, without cleverness: a link that carries text, the frames of the protocol,
/// and a session that records every frame for a test to judge.
///
/// | state | owner |
/// |---|---|
/// | a channel and its [chat.maru.cluster.client.wire.LinkListener] | the channel's event loop |
/// | `RawSession.received` | the event loop adds, any thread reads, under one lock |
@NullMarked
package chat.maru.cluster.client.wire;

import org.jspecify.annotations.NullMarked;
