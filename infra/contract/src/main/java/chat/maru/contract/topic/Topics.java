package chat.maru.contract.topic;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// All topics of the cluster. Key of the room topics = room id, so a room is one ordered partition.
public final class Topics {
  public static final String INBOUND = "chat.inbound.v1";
  public static final String MESSAGES = "chat.messages.v1";
  public static final String NOTIFICATIONS = "chat.notifications.v1";
  public static final String PARKED = "chat.inbound.v1.parked";
  public static final String POSTS = "marketplace.posts.v1";

  private static final int PARTITIONS = 12;
  private static final Map<String, String> RETAINED =
      Map.of("retention.ms", Long.toString(Duration.ofDays(30).toMillis()));
  // Parked records carry more headers than they came with, and the largest must fit, too.
  private static final Map<String, String> KEPT =
      Map.of("retention.ms", "-1", "max.message.bytes", Integer.toString(2 * 1024 * 1024));
  private static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact");

  private static final List<Topic> ALL =
      List.of(
          new Topic(INBOUND, PARTITIONS, RETAINED),
          new Topic(MESSAGES, PARTITIONS, RETAINED),
          new Topic(NOTIFICATIONS, PARTITIONS, RETAINED),
          new Topic(PARKED, PARTITIONS, KEPT),
          new Topic(POSTS, PARTITIONS, COMPACTED));

  private Topics() {}

  public static List<Topic> all() {
    return ALL;
  }
}
