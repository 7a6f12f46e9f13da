package chat.maru.operation.start;

import java.util.Arrays;
import java.util.Optional;

/// Ours, by `spring.application.name`.
enum Service {
  GATEWAY("gateway-service"),
  CHAT("chat-service"),
  PERSISTENCE("persistence-service");

  private final String label;

  Service(String label) {
    this.label = label;
  }

  static Optional<Service> named(String label) {
    return Arrays.stream(values()).filter(service -> service.label.equals(label)).findFirst();
  }
}
