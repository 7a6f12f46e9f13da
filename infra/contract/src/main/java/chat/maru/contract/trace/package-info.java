/// How a message's way is followed from the sender's frame to the recipient's socket: the W3C trace
/// context that travels in Kafka's headers and in node batches. No tracing library is needed to
/// pass it on. [Stages] are what all services measure alike.
@NullMarked
package chat.maru.contract.trace;

import org.jspecify.annotations.NullMarked;
