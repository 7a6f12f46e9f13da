package chat.maru.limits.connection;

import static java.util.Objects.requireNonNull;

import chat.maru.limits.address.ExemptNetworks;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.jetty.server.AbstractConnector;

/// What is told of connections without a request: how many wait, and why others were ended.
public final class GuardMeters {
  private GuardMeters() {}

  /// As [ConnectionGuard#stand], counted.
  public static void stand(
      AbstractConnector connector, Bounds bounds, ExemptNetworks exempt, MeterRegistry registry) {
    Map<Cut, Counter> cuts = new EnumMap<>(Cut.class);
    for (Cut why : Cut.values()) {
      cuts.put(why, registry.counter("maru.connections.cut", "reason", why.tag()));
    }
    ConnectionGuard guard =
        ConnectionGuard.stand(
            connector, bounds, exempt, why -> requireNonNull(cuts.get(why)).increment());
    Gauge.builder("maru.connections.waiting", guard, ConnectionGuard::waiting).register(registry);
  }
}
