package chat.maru.tls.proxy;

import java.net.InetAddress;
import java.util.Collection;
import java.util.Optional;
import org.eclipse.jetty.util.InetAddressSet;

/// The proxies in front of us.
public record TrustedProxies(InetAddressSet addresses) {

  /// @param addresses as `10.0.0.7`, `10.0.0.0/8` or `fd00::/8`
  public static TrustedProxies parse(Collection<String> addresses) {
    var set = new InetAddressSet();
    for (String address : addresses) {
      try {
        set.add(address);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "maru.tls.terminated-by-proxy: %s (expected: addresses or CIDR blocks)"
                .formatted(address),
            e);
      }
    }
    return new TrustedProxies(set);
  }

  public boolean contains(InetAddress address) {
    return addresses.test(address);
  }

  boolean contains(String literal) {
    return parse(literal).filter(this::contains).isPresent();
  }

  /// Never asks a name server: the text is a stranger's.
  static Optional<InetAddress> parse(String literal) {
    try {
      return Optional.of(InetAddress.ofLiteral(literal));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
