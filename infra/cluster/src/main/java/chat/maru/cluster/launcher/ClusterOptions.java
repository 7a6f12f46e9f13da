package chat.maru.cluster.launcher;

import java.nio.file.Path;
import java.util.Map;

/// What to start, and where.
///
/// @param gateways number of gateways, 1 to 40
/// @param chatServices number of chat-services, 1 to 10; the first serves the page
/// @param persistenceServices number of persistence-services, 1 to 40
/// @param portBase the page's port; all others are counted from it, up to 203 above
/// @param data keeps everything that is to survive a restart
/// @param fresh empties the data folder first, if it is one of ours
/// @param demo makes two accounts and some posts
/// @param quick compiles less: ready sooner, slower under load (C1 only)
/// @param proxies puts a [chat.maru.cluster.proxy.TcpProxy] before each server for each node that
///   uses it; see [LocalCluster#link]
/// @param properties further Spring properties for all services; they go before the launcher's own
public record ClusterOptions(
    int gateways,
    int chatServices,
    int persistenceServices,
    int portBase,
    Path data,
    boolean fresh,
    boolean demo,
    boolean quick,
    boolean proxies,
    Map<String, String> properties) {

  static final int MOST_GATEWAYS = 40;
  static final int MOST_CHAT_SERVICES = 10;
  static final int MOST_PERSISTENCE_SERVICES = 40;
  static final int DEFAULT_PORT_BASE = 8080;

  public ClusterOptions {
    within("gateways", gateways, 1, MOST_GATEWAYS);
    within("chat-services", chatServices, 1, MOST_CHAT_SERVICES);
    within("persistence-services", persistenceServices, 1, MOST_PERSISTENCE_SERVICES);
    within("port-base", portBase, 1024, 65_535 - PortPlan.HIGHEST_OFFSET);
    data = data.toAbsolutePath().normalize();
    properties = Map.copyOf(properties);
  }

  /// Two gateways, one of each other service, on the usual ports, with demo data.
  public static ClusterOptions defaults(Path data) {
    return new ClusterOptions(
        2, 1, 1, DEFAULT_PORT_BASE, data, false, true, false, false, Map.of());
  }

  /// For tests: two gateways on free ports, quick, without demo data.
  public static ClusterOptions forTests(Path data) {
    return new ClusterOptions(
        2, 1, 1, PortPlan.freeBase(), data, false, false, true, false, Map.of());
  }

  public ClusterOptions withGateways(int number) {
    return new ClusterOptions(
        number,
        chatServices,
        persistenceServices,
        portBase,
        data,
        fresh,
        demo,
        quick,
        proxies,
        properties);
  }

  public ClusterOptions withChatServices(int number) {
    return new ClusterOptions(
        gateways,
        number,
        persistenceServices,
        portBase,
        data,
        fresh,
        demo,
        quick,
        proxies,
        properties);
  }

  public ClusterOptions withPersistenceServices(int number) {
    return new ClusterOptions(
        gateways, chatServices, number, portBase, data, fresh, demo, quick, proxies, properties);
  }

  public ClusterOptions withPortBase(int base) {
    return new ClusterOptions(
        gateways,
        chatServices,
        persistenceServices,
        base,
        data,
        fresh,
        demo,
        quick,
        proxies,
        properties);
  }

  public ClusterOptions withDemo(boolean wanted) {
    return new ClusterOptions(
        gateways,
        chatServices,
        persistenceServices,
        portBase,
        data,
        fresh,
        wanted,
        quick,
        proxies,
        properties);
  }

  public ClusterOptions withQuick(boolean wanted) {
    return new ClusterOptions(
        gateways,
        chatServices,
        persistenceServices,
        portBase,
        data,
        fresh,
        demo,
        wanted,
        proxies,
        properties);
  }

  public ClusterOptions withProxies(boolean wanted) {
    return new ClusterOptions(
        gateways,
        chatServices,
        persistenceServices,
        portBase,
        data,
        fresh,
        demo,
        quick,
        wanted,
        properties);
  }

  public ClusterOptions withProperties(Map<String, String> wanted) {
    return new ClusterOptions(
        gateways,
        chatServices,
        persistenceServices,
        portBase,
        data,
        fresh,
        demo,
        quick,
        proxies,
        wanted);
  }

  int number(ServiceKind kind) {
    return switch (kind) {
      case GATEWAY -> gateways;
      case CHAT -> chatServices;
      case PERSISTENCE -> persistenceServices;
    };
  }

  private static void within(String name, int value, int lowest, int highest) {
    if (value < lowest || value > highest) {
      throw new IllegalArgumentException(
          "%s: %d (expected: %d to %d)".formatted(name, value, lowest, highest));
    }
  }
}
