/// Pairs who talk while the cluster suffers: what they say, when, and on which device is decided
/// from one seed; what becomes of it is the devices' matter.
@NullMarked
package chat.maru.cluster.trial.workload;

import org.jspecify.annotations.NullMarked;
