/// The whole gateway against real Kafka and Redis; chat-service is played by [FakeChatService].
@NullMarked
package chat.maru.gateway;

import org.jspecify.annotations.NullMarked;
