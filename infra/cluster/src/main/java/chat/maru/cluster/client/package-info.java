/// The reference client in Java: what any client of Maru must do, done once, for apps on the JVM,
/// tests and load. Thousands of clients share a few threads.
///
/// | state | owner |
/// |---|---|
/// | everything of a [chat.maru.cluster.client.ChatClient] | its event loop; other threads hand it tasks |
/// | REST calls | virtual threads; their answers go back to the loop |
/// | [chat.maru.cluster.client.ChatListener] | called on the loop: it must not block |
@NullMarked
package chat.maru.cluster.client;

import org.jspecify.annotations.NullMarked;
