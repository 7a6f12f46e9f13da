/// Redis as seen from here: who is connected to which gateway, which gateways live.
///
/// | key | here |
/// |---|---|
/// | `maru:sessions:{userId}` | read fresh at every look-up; entries of dead nodes are swept |
/// | `maru:node:{nodeId}` · `maru:nodes` | read |
/// | `maru.node.<nodeId>.<incarnation>` | published to |
///
/// Nothing is cached and no replica is asked: a stale answer would be a silent gap (D5).
@NullMarked
package chat.maru.chat.directory;

import org.jspecify.annotations.NullMarked;
