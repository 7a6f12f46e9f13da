/// Redis' side of a node: its lease, its entries in the session directory, its channel.
///
/// | state | owner |
/// |---|---|
/// | messages of the channel | Lettuce's thread of the subscription, one after the other |
/// | [Liveness] | its lock; fed by that thread and the timer |
/// | directory entries | the session's open and close, and [NodeLife] after a break (D5) |
///
/// A message of the channel is decrypted and encoded once, whoever gets it.
@NullMarked
package chat.maru.gateway.delivery;

import org.jspecify.annotations.NullMarked;
