@NullMarked
package chat.maru.cluster.trial;

import org.jspecify.annotations.NullMarked;
