/// Devices that write down what they do and see, for the history checker. They survive whatever the
/// cluster goes through, and keep of a message no more than its number.
///
/// | class | is | view |
/// |---|---|---|
/// | [RawDevice] | a client that merges nothing | frames |
/// | [ScreenDevice] | the reference client | screens |
/// | [Visitor] | somebody who leafs through history and lists rooms | frames |
///
/// All state of a device belongs to its event loop, except what says otherwise.
@NullMarked
package chat.maru.cluster.trial.device;

import org.jspecify.annotations.NullMarked;
