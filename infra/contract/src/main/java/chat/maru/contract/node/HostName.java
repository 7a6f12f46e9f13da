package chat.maru.contract.node;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/// What a node is called that was not given a name.
public final class HostName {
  private static final int LONGEST = 40;

  private HostName() {}

  /// The machine's name, as far as a [NodeAddress] takes it, and a random suffix: no two nodes are
  /// called the same, and a restarted one is called otherwise.
  public static String withSuffix() {
    return host() + "-" + UUID.randomUUID().toString().substring(24);
  }

  private static String host() {
    try {
      String name = InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9-]", "-");
      return name.substring(0, Math.min(name.length(), LONGEST));
    } catch (UnknownHostException e) {
      return "node";
    }
  }
}
