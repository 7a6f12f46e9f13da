package chat.maru.chat.lag;

import chat.maru.contract.topic.ConsumerGroups;
import chat.maru.contract.topic.Topics;
import java.util.List;
import java.util.stream.Stream;

/// A consumer group on its topic.
record Watched(String group, String topic) {
  static final List<Watched> ALL =
      List.of(
          new Watched(ConsumerGroups.PERSISTENCE, Topics.INBOUND),
          new Watched(ConsumerGroups.FAN_OUT, Topics.MESSAGES),
          new Watched(ConsumerGroups.NOTIFICATIONS, Topics.MESSAGES));

  /// Its group runs only when a person replays.
  static final Watched PARKED = new Watched(ConsumerGroups.PARKED_REPLAY, Topics.PARKED);

  static final List<Watched> EVERYTHING = Stream.concat(ALL.stream(), Stream.of(PARKED)).toList();
}
