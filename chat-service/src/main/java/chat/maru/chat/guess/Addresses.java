package chat.maru.chat.guess;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/// What counts as one address: of IPv6 the first 64 bits, since whoever has one has all of them.
final class Addresses {
  private static final int NETWORK_BYTES = 8;
  private static final int IPV6_BYTES = 16;

  private Addresses() {}

  /// @param address as a connection tells it, numeric
  static String block(String address) {
    try {
      byte[] bytes = InetAddress.ofLiteral(address).getAddress();
      return HexFormat.of()
          .formatHex(bytes.length == IPV6_BYTES ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
    } catch (IllegalArgumentException e) {
      return address;
    }
  }
}
