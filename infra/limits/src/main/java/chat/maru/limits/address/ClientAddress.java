package chat.maru.limits.address;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// Whom a limit per address counts as one: an IPv4 address, or an IPv6 network of 64 bits, of which
/// every customer has all addresses.
///
/// @param network of an IPv6 address its first half
public record ClientAddress(InetAddress network) {
  private static final int HALF = 8;

  /// @param text of `getRemoteAddr()`: a literal, perhaps in brackets; what is none counts as
  ///   `0.0.0.0`, so that all such share one limit
  public static ClientAddress of(String text) {
    String literal = text.replaceAll("[\\[\\]]|%.*", "");
    try {
      return of(InetAddress.ofLiteral(literal));
    } catch (IllegalArgumentException e) {
      return of(InetAddress.ofLiteral("0.0.0.0"));
    }
  }

  public static ClientAddress of(InetAddress address) {
    return new ClientAddress(
        address instanceof Inet6Address && !address.isLoopbackAddress()
            ? firstHalf(address)
            : address);
  }

  private static InetAddress firstHalf(InetAddress address) {
    byte[] bytes = address.getAddress();
    Arrays.fill(bytes, HALF, bytes.length, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("address: " + bytes.length + " bytes (expected: 16)", e);
    }
  }
}
