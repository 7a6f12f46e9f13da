/// How much one user, one address and one connection may ask of this node (D9), and how often they
/// were refused. Nothing here waits or asks another node.
@NullMarked
package chat.maru.chat.limit;

import org.jspecify.annotations.NullMarked;
