/// Hand-made histories, good and bad, each in a few lines of [chat.maru.cluster.history.Run].
@NullMarked
package chat.maru.cluster.history;

import org.jspecify.annotations.NullMarked;
