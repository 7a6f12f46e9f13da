/// Which faults a running cluster is to suffer, when, and for how long: decided from a seed before
/// anything runs, so that a run can be repeated; and how the cluster is struck and repaired.
@NullMarked
package chat.maru.cluster.fault;

import org.jspecify.annotations.NullMarked;
