/// The public stream to the gateways that hold its recipients' sessions.
///
/// `FanOutListener` → `FanOutPlan` (pure) → `SessionDirectory`. Redis away: the batch waits and is
/// tried again whole, in order; a repeat is harmless because everything told carries its number.
///
/// What is told carries when its send was accepted and when it was told, for gateways that measure;
/// sampled messages leave the step `maru.tell` on their trace.
@NullMarked
package chat.maru.chat.fanout;

import org.jspecify.annotations.NullMarked;
