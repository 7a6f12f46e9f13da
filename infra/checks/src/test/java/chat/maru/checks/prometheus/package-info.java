/// Prometheus' configuration, rules and their tests, and the catalogue of metrics that rules and
/// dashboards stand on, held against each other and against `promtool`.
@NullMarked
package chat.maru.checks.prometheus;

import org.jspecify.annotations.NullMarked;
