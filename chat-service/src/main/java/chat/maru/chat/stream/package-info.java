/// Kafka as the consumers here use it: topics, records of the public stream, retries.
@NullMarked
package chat.maru.chat.stream;

import org.jspecify.annotations.NullMarked;
