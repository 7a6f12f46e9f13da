@NullMarked
package chat.maru.cluster.drain;

import org.jspecify.annotations.NullMarked;
