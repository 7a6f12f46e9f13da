/// Where a scene plays: a topic, a group and a store of its own, what is sent, and the consumer's
/// processes.
///
/// | state | owner |
/// |---|---|
/// | the clients in [Broker] | shared by all scenes of a check; Kafka's are thread-safe |
/// | a [Stage], its [Feed] and its [Run]s | the thread that plays the scene |
/// | a topic and a group | the scene that made them; taken away with its stage |
/// | what was told in a [Run] | the consumer's process writes the file, the scene reads it |
@NullMarked
package chat.maru.consumerkit.stage;

import org.jspecify.annotations.NullMarked;
