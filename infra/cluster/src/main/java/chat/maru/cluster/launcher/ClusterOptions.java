package chat.maru.cluster.launcher;

import chat.maru.cluster.command.Bounds;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// What to start, and where.
///
/// @param numbers of each service: 1 to 40, of chat-services 1 to 10, the first of which serves the
///   page
/// @param portBase the page's port; all others are counted from it, up to 203 above
/// @param data keeps everything that is to survive a restart
/// @param properties further Spring properties for all services; they go before the launcher's own
public record ClusterOptions(
    Map<ServiceKind, Integer> numbers,
    int portBase,
    Path data,
    Set<Trait> traits,
    Map<String, String> properties) {

  /// What a cluster has or has not.
  public enum Trait {
    /// The data folder is emptied first, if it is one of ours.
    FRESH,
    /// Two accounts and some posts are made.
    DEMO,
    /// Less is compiled (C1 only): ready sooner, slower under load.
    QUICK,
    /// Everything that services listen for speaks TLS, with certificates of [LocalCertificates].
    TLS,
    /// When it is closed, each service leaves an [AotCache] in the data folder.
    REHEARSAL,
    /// A [chat.maru.cluster.proxy.TcpProxy] stands before each server for each node that uses it;
    /// see [LocalCluster#link].
    PROXIES
  }

  static final int MOST_GATEWAYS = 40;
  static final int MOST_CHAT_SERVICES = 10;
  static final int MOST_PERSISTENCE_SERVICES = 40;
  static final int DEFAULT_PORT_BASE = 8080;

  private static final Map<ServiceKind, Integer> USUAL =
      Map.of(ServiceKind.GATEWAY, 2, ServiceKind.CHAT, 1, ServiceKind.PERSISTENCE, 1);

  public ClusterOptions {
    numbers = Map.copyOf(numbers);
    within("gateways", numbers, ServiceKind.GATEWAY, MOST_GATEWAYS);
    within("chat-services", numbers, ServiceKind.CHAT, MOST_CHAT_SERVICES);
    within("persistence-services", numbers, ServiceKind.PERSISTENCE, MOST_PERSISTENCE_SERVICES);
    Bounds.within("port-base", portBase, 1024, 65_535 - PortPlan.HIGHEST_OFFSET);
    data = data.toAbsolutePath().normalize();
    traits = Set.copyOf(traits);
    properties = Map.copyOf(properties);
  }

  /// Two gateways, one of each other service, on the usual ports, with demo data.
  public static ClusterOptions defaults(Path data) {
    return new ClusterOptions(USUAL, DEFAULT_PORT_BASE, data, Set.of(Trait.DEMO), Map.of());
  }

  /// For tests: two gateways on free ports, quick, without demo data.
  public static ClusterOptions forTests(Path data) {
    return forTests(data, PortPlan.freeBase());
  }

  static ClusterOptions forTests(Path data, int portBase) {
    return new ClusterOptions(USUAL, portBase, data, Set.of(Trait.QUICK), Map.of());
  }

  /// One of each service, on free ports.
  static ClusterOptions forRehearsal(Path data) {
    Map<ServiceKind, Integer> one = new EnumMap<>(ServiceKind.class);
    Stream.of(ServiceKind.values()).forEach(kind -> one.put(kind, 1));
    return new ClusterOptions(one, PortPlan.freeBase(), data, Set.of(Trait.REHEARSAL), Map.of());
  }

  public ClusterOptions with(ServiceKind kind, int number) {
    Map<ServiceKind, Integer> changed = new EnumMap<>(numbers);
    changed.put(kind, number);
    return new ClusterOptions(changed, portBase, data, traits, properties);
  }

  public ClusterOptions withPortBase(int base) {
    return new ClusterOptions(numbers, base, data, traits, properties);
  }

  public ClusterOptions with(Trait trait, boolean wanted) {
    Set<Trait> changed = EnumSet.noneOf(Trait.class);
    changed.addAll(traits);
    boolean _ = wanted ? changed.add(trait) : changed.remove(trait);
    return new ClusterOptions(numbers, portBase, data, changed, properties);
  }

  public ClusterOptions withProperties(Map<String, String> wanted) {
    return new ClusterOptions(numbers, portBase, data, traits, wanted);
  }

  public int number(ServiceKind kind) {
    return numbers.getOrDefault(kind, 0);
  }

  public boolean has(Trait trait) {
    return traits.contains(trait);
  }

  private static void within(
      String name, Map<ServiceKind, Integer> numbers, ServiceKind kind, int most) {
    Bounds.within(name, numbers.getOrDefault(kind, 0), 1, most);
  }
}
