package chat.maru.chat.lag;

import chat.maru.contract.topic.ConsumerGroups;
import chat.maru.contract.topic.Topics;
import java.util.List;

/// A consumer group on its topic.
record Watched(String group, String topic) {
  static final List<Watched> ALL =
      List.of(
          new Watched(ConsumerGroups.PERSISTENCE, Topics.INBOUND),
          new Watched(ConsumerGroups.FAN_OUT, Topics.MESSAGES),
          new Watched(ConsumerGroups.NOTIFICATIONS, Topics.MESSAGES));
}
