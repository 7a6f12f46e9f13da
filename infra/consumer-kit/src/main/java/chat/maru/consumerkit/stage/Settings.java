package chat.maru.consumerkit.stage;

import chat.maru.contract.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// How a check goes about it.
///
/// @param bootstrapServers the broker; the check makes topics and groups of its own there, and
///   nothing else is touched
/// @param command starts the consumer: program and arguments, no shell
/// @param patience how long a consumer may be without an effect before it counts as stuck; longer
///   than its start, and than the session time-out where a killed member can't be removed
/// @param hold how long effects and offsets must stand still for the consumer to count as blocked;
///   longer than the interval of automatic commits, else those are not caught
/// @param atOnce scenes that play side by side; more is sooner, and needs more of the machine
/// @param prefix begins the names of all topics and groups of the check; none of Maru's own
/// @param client more of Kafka's settings for the check's own clients, as security
/// @param folder where logs, stores and told effects are kept
public record Settings(
    String bootstrapServers,
    List<String> command,
    Duration patience,
    Duration hold,
    int atOnce,
    String prefix,
    Map<String, String> client,
    Path folder) {

  /// 60 s: a consumer may start slowly, and a killed one's partitions may have to wait for its
  /// session to end (45 s).
  public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(60);

  /// 6 s: automatic commits come every 5 s.
  public static final Duration DEFAULT_HOLD = Duration.ofSeconds(6);

  public static final int DEFAULT_AT_ONCE = 2;
  public static final String DEFAULT_PREFIX = "consumer-kit";

  public Settings {
    command = List.copyOf(command);
    client = Map.copyOf(client);
    if (command.isEmpty()) {
      throw new IllegalArgumentException("command: none (expected: what starts the consumer)");
    }
    if (atOnce < 1) {
      throw new IllegalArgumentException("scenes at once: " + atOnce + " (expected: >= 1)");
    }
    if (Topics.all().stream().anyMatch(topic -> first(topic.name()).equals(first(prefix)))) {
      throw new IllegalArgumentException(
          "prefix: %s (expected: none of the cluster's own topics begins so)".formatted(prefix));
    }
  }

  private static String first(String name) {
    return name.split("\\.", 2)[0];
  }
}
