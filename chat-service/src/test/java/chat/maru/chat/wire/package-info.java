/// Tables of what cursors and texts may be.
@NullMarked
package chat.maru.chat.wire;

import org.jspecify.annotations.NullMarked;
