package chat.maru.cluster.fault;

import chat.maru.cluster.launcher.ServiceKind;
import java.util.Locale;

/// A process that suffers.
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
    KAFKA,
    REDIS,
    POSTGRES;

    @Override
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
