@NullMarked
package chat.maru.cluster.trial.workload;

import org.jspecify.annotations.NullMarked;
