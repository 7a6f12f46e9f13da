@NullMarked
package chat.maru.cluster.trial.device;

import org.jspecify.annotations.NullMarked;
