package chat.maru.gateway.limit;

import chat.maru.gateway.settings.GatewaySettings.PerAddress;
import chat.maru.limits.address.ClientAddress;
import chat.maru.limits.address.ExemptNetworks;
import chat.maru.limits.rate.Allowances;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What each address may do on this node; nothing is counted of those that are exempt.
public final class AddressLimits {
  private static final Duration CROWDED = Duration.ofSeconds(10);

  private final ExemptNetworks exempt;
  private final Allowances<ClientAddress> handshakes;
  private final int mostConnections;
  private final Map<ClientAddress, Integer> connections = new ConcurrentHashMap<>();
  private final LimitMeters meters;

  AddressLimits(PerAddress settings, LimitMeters meters) {
    this.exempt = new ExemptNetworks(settings.exempt());
    this.handshakes = new Allowances<>(settings.handshakes());
    this.mostConnections = settings.connections();
    this.meters = meters;
  }

  /// Zero when another handshake may be looked at. Those that are judged at the same moment may
  /// pass together.
  public Duration connect(ClientAddress address) {
    if (exempt.contains(address)) {
      return Duration.ZERO;
    }
    if (connections.getOrDefault(address, 0) >= mostConnections) {
      meters.refused(Limit.ADDRESS_CONNECTIONS);
      return CROWDED;
    }
    long wait = handshakes.take(address);
    if (wait > 0) {
      meters.refused(Limit.ADDRESS_HANDSHAKES);
    }
    return Duration.ofNanos(wait);
  }

  /// A session began; each is followed by one [#closed].
  public void opened(ClientAddress address) {
    if (!exempt.contains(address)) {
      connections.merge(address, 1, Integer::sum);
    }
  }

  public void closed(ClientAddress address) {
    connections.computeIfPresent(address, (_, open) -> open == 1 ? null : open - 1);
  }
}
