@NullMarked
package chat.maru.cluster.growth;

import org.jspecify.annotations.NullMarked;
