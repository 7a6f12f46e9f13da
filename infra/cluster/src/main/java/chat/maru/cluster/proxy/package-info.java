/// A TCP connection with somebody in the middle who can hurt it.
///
/// | state | owner |
/// |---|---|
/// | the disturbance of now | [Line], under its lock; pipes wait there for their turn |
/// | a socket's reading side and its queue's filling | one virtual thread of its [Pipe] |
/// | the queue's emptying and the other socket's writing side | another one |
@NullMarked
package chat.maru.cluster.proxy;

import org.jspecify.annotations.NullMarked;
