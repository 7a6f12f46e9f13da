/// The way to Redis: two connections that come back by themselves, and no command that waits for
/// one. What Redis holds, and under which names, is told by `chat.maru.contract.node`.
@NullMarked
package chat.maru.gateway.redis;

import org.jspecify.annotations.NullMarked;
