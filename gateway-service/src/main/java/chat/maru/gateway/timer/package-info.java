/// The one timer thread of this node. What runs on it must not block.
@NullMarked
package chat.maru.gateway.timer;

import org.jspecify.annotations.NullMarked;
