/// Kafka's topics, read from outside.
@NullMarked
package chat.maru.cluster.topic;

import org.jspecify.annotations.NullMarked;
