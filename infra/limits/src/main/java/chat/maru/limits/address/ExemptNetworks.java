package chat.maru.limits.address;

import java.util.Collection;
import java.util.List;
import org.eclipse.jetty.util.InetAddressSet;

/// Addresses that no limit per address is for: loopback, a load balancer, an office of one's own.
public final class ExemptNetworks {
  private final InetAddressSet networks = new InetAddressSet();

  /// @param networks addresses or CIDR blocks, as `10.0.0.0/8` or `::1`
  public ExemptNetworks(List<String> networks) {
    this.networks.addAll(networks);
  }

  /// @param proxies from which all clients come, in the same form
  public ExemptNetworks(List<String> networks, Collection<String> proxies) {
    this(networks);
    this.networks.addAll(proxies);
  }

  public boolean contains(ClientAddress address) {
    return networks.test(address.network());
  }
}
