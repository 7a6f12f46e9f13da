package chat.maru.cluster.launcher;

import chat.maru.testkit.process.Ports;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which process listens where; all counted from one base. Indexes start at 0.
record PortPlan(int base) {

  static final int HIGHEST_OFFSET = 203;

  /// A base above which all ports of the plan are free now.
  static int freeBase() {
    return Ports.freeBlock(HIGHEST_OFFSET + 1);
  }

  int chat(int index) {
    return index == 0 ? base : base + 50 + index;
  }

  int gateway(int index) {
    return base + 1 + index;
  }

  int chatManagement(int index) {
    return base + 100 + index;
  }

  int chatInternal(int index) {
    return base + 110 + index;
  }

  int gatewayManagement(int index) {
    return base + 120 + index;
  }

  int persistenceManagement(int index) {
    return base + 160 + index;
  }

  int server(ServerKind server) {
    return switch (server) {
      case KAFKA -> kafka();
      case REDIS -> redis();
      case POSTGRES -> postgres();
    };
  }

  int kafka() {
    return base + 200;
  }

  int redis() {
    return base + 202;
  }

  int postgres() {
    return base + 203;
  }

  /// Every port that a cluster of these options takes, with what listens there, in the order of
  /// people's interest.
  Map<Integer, String> uses(ClusterOptions options) {
    var uses = new LinkedHashMap<Integer, String>();
    for (int i = 0; i < options.number(ServiceKind.CHAT); i++) {
      String name = ServiceKind.CHAT.nameOf(i);
      uses.put(chat(i), i == 0 ? "the page" : name);
      uses.put(chatManagement(i), name + "'s management");
      uses.put(chatInternal(i), name + "'s internal API");
    }
    for (int i = 0; i < options.number(ServiceKind.GATEWAY); i++) {
      String name = ServiceKind.GATEWAY.nameOf(i);
      uses.put(gateway(i), name);
      uses.put(gatewayManagement(i), name + "'s management");
    }
    for (int i = 0; i < options.number(ServiceKind.PERSISTENCE); i++) {
      uses.put(persistenceManagement(i), ServiceKind.PERSISTENCE.nameOf(i) + "'s management");
    }
    uses.put(kafka(), "Kafka");
    uses.put(kafka() + 1, "Kafka's controller");
    uses.put(redis(), "Redis");
    uses.put(postgres(), "PostgreSQL");
    return uses;
  }

  /// @throws ClusterException in one line when another program listens on one of them
  void refuseUsed(ClusterOptions options) {
    List<String> used =
        uses(options).entrySet().stream()
            .filter(use -> !Ports.isFree(use.getKey()))
            .map(use -> "%d (%s)".formatted(use.getKey(), use.getValue()))
            .toList();
    if (!used.isEmpty()) {
      String others = used.size() > 1 ? " and %d more".formatted(used.size() - 1) : "";
      throw new ClusterException(
          "port %s%s: in use by another program; stop it or move all ports with --port-base"
              .formatted(used.getFirst(), others));
    }
  }
}
