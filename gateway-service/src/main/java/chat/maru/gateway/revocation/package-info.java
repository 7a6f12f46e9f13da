/// Logouts and bans end the sessions of this node (D13): heard at once through the node's channel,
/// and asked of chat-service every 2 s, since what Redis tells may be lost. What is told twice, or
/// late, changes nothing.
@NullMarked
package chat.maru.gateway.revocation;

import org.jspecify.annotations.NullMarked;
