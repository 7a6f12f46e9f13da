/// Redis' side of a node: its lease, its entries in the session directory, its channel.
///
/// | state | owner |
/// |---|---|
/// | messages of the channel | Lettuce's thread of the subscription, one after the other |
/// | [Liveness], [Deafness] | their locks; fed by that thread, that of the commands and the timer |
/// | directory entries | the session's open and close, and [NodeLife] after a break (D5) |
/// | removals Redis did not confirm | [Removals]; repeated with the lease |
/// | read positions already told | [ReadsTold]; none behind them is told (D8) |
///
/// Late is not lost: only what breaks the order of one subscription costs a `resync`; why that
/// leaves no gap is argued in `docs/decisions/0003`.
///
/// A message of the channel is decrypted and encoded once, whoever gets it.
@NullMarked
package chat.maru.gateway.delivery;

import org.jspecify.annotations.NullMarked;
