/// The format, there and back.
@NullMarked
package chat.maru.cluster.history.record;

import org.jspecify.annotations.NullMarked;
