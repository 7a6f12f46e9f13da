@NullMarked
package chat.maru.cluster.storm;

import org.jspecify.annotations.NullMarked;
