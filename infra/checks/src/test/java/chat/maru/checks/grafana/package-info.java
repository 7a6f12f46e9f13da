/// Grafana's dashboards: their form, and that `promtool` takes each of their queries.
@NullMarked
package chat.maru.checks.grafana;

import org.jspecify.annotations.NullMarked;
