/// A real Prometheus beside a running cluster, and what the repository asks it: rules, dashboards
/// and the catalogue of metrics.
@NullMarked
package chat.maru.cluster.watch;

import org.jspecify.annotations.NullMarked;
