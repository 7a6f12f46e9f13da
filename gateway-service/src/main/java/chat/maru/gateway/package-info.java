/// gateway-service: holds WebSocket sessions, takes messages into the log, delivers what was
/// stored.
///
/// | package | does |
/// |---|---|
/// | `frame` | what travels on the socket: reads client frames, writes server frames |
/// | `session` | the sessions of this node: outbox, heartbeat, close codes |
/// | `identity` | who a handshake or an `auth` frame speaks for |
/// | `limit` | how much one user and one address may do here |
/// | `membership` | who is in a room and whose post it is, asked of chat-service |
/// | `revocation` | logouts and bans: heard, asked for, and the sessions that they end |
/// | `intake` | `send` and `read`: order, rules, seal, append, answer |
/// | `delivery` | Redis: lease, directory, the node's channel and its liveness |
/// | `presence` | `watch` and `typing` |
/// | `trace` | follows sampled messages through this node |
/// | `socket` | the upgrade, the container's callbacks, start and drain |
@NullMarked
package chat.maru.gateway;

import org.jspecify.annotations.NullMarked;
