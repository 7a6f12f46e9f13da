/// Forms that several REST calls share: cursors, limits, lists, text rules. Pure values.
@NullMarked
package chat.maru.chat.wire;

import org.jspecify.annotations.NullMarked;
