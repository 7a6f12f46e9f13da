/// An internal consumer of `chat.messages.v1`, to be read top-down and copied: [ExampleConsumer],
/// then what it reads ([StoredMessage]) and what it keeps ([RoomJournal]).
///
/// | state | owner |
/// |---|---|
/// | the Kafka consumer | the thread in [ExampleConsumer#run], nobody else; `stop` only wakes it |
/// | a partition's journal | the instance that has the partition, held by a file lock |
/// | what each room has | [RoomJournal], read from the file when the partition comes |
///
/// Nothing here depends on the rest of the kit, nor on Maru's contract classes: a consumer needs
/// the published schemas only.
@NullMarked
package chat.maru.consumerkit.example;

import org.jspecify.annotations.NullMarked;
