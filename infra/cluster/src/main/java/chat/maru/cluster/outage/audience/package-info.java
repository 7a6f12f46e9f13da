/// The people of a timed outage: devices that are reference clients, what they write at a fixed
/// pace, and what they were shown, with times.
///
/// | state | owner |
/// |---|---|
/// | what a device was shown, and its links | [Screen] |
/// | what became of each message | [Ledger] |
///
/// Everything is recorded as it happens and reckoned afterwards.
@NullMarked
package chat.maru.cluster.outage.audience;

import org.jspecify.annotations.NullMarked;
