package chat.maru.cluster.trial.workload;

import chat.maru.cluster.client.room.Outgoing;
import chat.maru.cluster.trial.device.Conversation;
import chat.maru.cluster.trial.device.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Some messages of the past, each to be said again at most once.
final class Past {
  private static final int MOST = 500;

  private final List<Said> some = new ArrayList<>();
  private final RandomGenerator random;

  Past(RandomGenerator random) {
    this.random = random;
  }

  /// @param by its first device
  record Said(Conversation in, Member sender, Device by, Outgoing message) {}

  /// Keeps it, in place of a random one when there are enough.
  void add(Said said) {
    if (some.size() < MOST) {
      some.add(said);
    } else {
      some.set(random.nextInt(MOST), said);
    }
  }

  boolean isEmpty() {
    return some.isEmpty();
  }

  /// Takes out a random one.
  Said take() {
    int place = random.nextInt(some.size());
    Said said = some.get(place);
    some.set(place, some.getLast());
    some.removeLast();
    return said;
  }
}
