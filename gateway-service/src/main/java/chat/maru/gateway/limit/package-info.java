/// How much one user and one address may do on this node, and how often they were refused.
///
/// What one session may send is in `session`, where it ends; connections without a session are in
/// `infra/limits`. No method waits, and none asks another node.
@NullMarked
package chat.maru.gateway.limit;

import org.jspecify.annotations.NullMarked;
