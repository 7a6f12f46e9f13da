/// Which faults a running cluster is to suffer, when, and for how long: decided from a seed before
/// anything runs, so that a run can be repeated; and how the cluster is struck and repaired.
///
/// | lane | targets | faults |
/// |---|---|---|
/// | servers | Kafka, Redis, PostgreSQL | kill, freeze, restart; Redis also loses its data, PostgreSQL takes no writes |
/// | one for each service | its nodes | kill, freeze, restart; all nodes killed at once |
/// | links, if the cluster has proxies | each node's connections with each server it uses | cut, half-open, delay, bytes of one direction lost |
///
/// A lane strikes one target at a time, lanes don't wait for each other.
@NullMarked
package chat.maru.cluster.fault;

import org.jspecify.annotations.NullMarked;
