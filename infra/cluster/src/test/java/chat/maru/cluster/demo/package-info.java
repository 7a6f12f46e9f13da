/// The demo's data, against a chat-service that only remembers.
@NullMarked
package chat.maru.cluster.demo;

import org.jspecify.annotations.NullMarked;
