/// The public stream to the gateways that hold its recipients' sessions.
///
/// `FanOutListener` → `FanOutPlan` (pure) → `SessionDirectory`. Redis away: the batch waits and is
/// tried again whole, in order; a repeat is harmless because everything told carries its number.
///
/// Nobody listens at a node: what it was to be told is in the database, and the node finds out by
/// itself that it was not listening, writes its entries and tells `resync`. So the batch is done;
/// only when the node's lease is gone too are its entries swept (D5, `docs/decisions/0003`).
///
/// What is told carries when its send was accepted and when it was told, for gateways that measure;
/// sampled messages leave the step `maru.tell` on their trace.
@NullMarked
package chat.maru.chat.fanout;

import org.jspecify.annotations.NullMarked;
