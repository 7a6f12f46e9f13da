/// The measuring tool's own arithmetic.
@NullMarked
package chat.maru.cluster.load;

import org.jspecify.annotations.NullMarked;
