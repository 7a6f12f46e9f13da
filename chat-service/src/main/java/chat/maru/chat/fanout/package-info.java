/// The public stream to the gateways that hold its recipients' sessions.
///
/// `FanOutListener` → `FanOutPlan` (pure) → `SessionDirectory`. Redis away: the batch waits and is
/// tried again whole, in order; a repeat is harmless because everything told carries its number.
@NullMarked
package chat.maru.chat.fanout;

import org.jspecify.annotations.NullMarked;
