package chat.maru.consumerkit.stage;

import org.apache.kafka.common.TopicPartition;

/// A `message.stored` that is in the topic.
///
/// @param expected the effect that it must have, once
public record Sent(Effect expected, TopicPartition partition, long offset) {}
