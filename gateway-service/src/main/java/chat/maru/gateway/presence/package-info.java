/// `watch` and `typing`: what passes, and is told at most once.
///
/// Who watches a user stands in Redis (`maru:watchers:{userId}`). The node whose session opened or
/// closed announces the change to those nodes, after the grace for a leaving; besides, each node
/// looks its watched users up from time to time, which also covers nodes that died.
@NullMarked
package chat.maru.gateway.presence;

import org.jspecify.annotations.NullMarked;
