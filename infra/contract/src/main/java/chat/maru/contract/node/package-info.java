/// What gateways and chat-service tell each other through Redis: names, values and messages.
///
/// | key or channel | type | value | owner |
/// |---|---|---|---|
/// | `maru:sessions:{userId}` | hash, 24 h | session id → [NodeAddress] | the session's gateway; a publisher sweeps dead nodes ([Sweep]) |
/// | `maru:node:{nodeId}` | string, 10 s | [NodeLease] | the gateway |
/// | `maru:nodes` | set | node ids that may have a lease | gateways add, readers sweep |
/// | `maru:ticket:{sha256}` | string, 30 s | [TicketGrant] | chat-service sets, a gateway takes once |
/// | `maru:seen:{userId}` | string, 30 d | epoch milliseconds | the last gateway that the user left |
/// | `maru:watchers:{userId}` | set, 1 h | [NodeAddress] | gateways on which somebody watches |
/// | `maru.node.<nodeId>.<incarnation>` | channel | [NodeBatch] | its gateway subscribes |
///
/// All of it can be rebuilt: sessions from the gateways, the rest by waiting.
@NullMarked
package chat.maru.contract.node;

import org.jspecify.annotations.NullMarked;
