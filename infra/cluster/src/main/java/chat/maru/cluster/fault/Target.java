package chat.maru.cluster.fault;

import chat.maru.cluster.launcher.ServerKind;
import chat.maru.cluster.launcher.ServiceKind;
import java.util.Locale;

/// A process that suffers, or a link.
public sealed interface Target {

  /// As logs and `cluster.json` call it.
  String label();

  /// One node of a service, the first having index 0.
  record Node(ServiceKind kind, int index) implements Target {
    @Override
    public String label() {
      return kind.nameOf(index);
    }
  }

  /// What services stand on; there is one of each.
  enum Server implements Target {
    KAFKA(ServerKind.KAFKA),
    REDIS(ServerKind.REDIS),
    POSTGRES(ServerKind.POSTGRES);

    private final ServerKind kind;

    Server(ServerKind kind) {
      this.kind = kind;
    }

    ServerKind kind() {
      return kind;
    }

    @Override
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The connections of a node with a server that it uses.
  record Link(Node node, Server server) implements Target {
    public Link {
      if (!server.kind().serves(node.kind())) {
        throw new IllegalArgumentException(
            "link: %s to %s (expected: a server that the node uses)"
                .formatted(node.label(), server.label()));
      }
    }

    @Override
    public String label() {
      return node.label() + "~" + server.label();
    }
  }
}
