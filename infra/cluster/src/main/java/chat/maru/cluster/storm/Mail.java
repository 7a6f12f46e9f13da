package chat.maru.cluster.storm;

import chat.maru.cluster.load.Pacer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// What was written and what the cluster has accepted of it. Safe for any thread.
final class Mail {
  private static final int LOOKS_PER_SECOND = 20;
  private static final int MOST_ROUNDS = 120;

  private final Map<String, Long> accepted = new ConcurrentHashMap<>();

  /// @param to who must hold it in the end
  /// @param frame what says it
  record Letter(String id, Phone from, List<? extends Phone> to, String frame) {

    /// On a post, as borrower.
    static Letter onPost(UUID post, Phone from, List<? extends Phone> to) {
      return made("postId", post.toString(), from, to);
    }

    static Letter into(String room, Phone from, List<? extends Phone> to) {
      return made("roomId", room, from, to);
    }

    private static Letter made(String field, String value, Phone from, List<? extends Phone> to) {
      String id = UUID.randomUUID().toString();
      String frame =
          "{\"type\":\"send\",\"id\":\"%s\",\"%s\":\"%s\",\"text\":\"a storm is coming\"}"
              .formatted(id, field, value);
      return new Letter(id, from, to, frame);
    }

    boolean arrived() {
      return to.stream().allMatch(phone -> phone.heldSince(id) > 0);
    }

    void send() {
      from.send(id, frame);
    }
  }

  void accepted(String id, long now) {
    accepted.putIfAbsent(id, now);
  }

  /// When the cluster accepted it; null = it has not yet.
  @Nullable Long acceptedAt(Letter letter) {
    return accepted.get(letter.id());
  }

  /// Sends each when it is due.
  ///
  /// @return the pace, whose event `n` was letter `n`
  static Pacer send(List<Letter> letters, double perSecond) {
    Pacer pacer = new Pacer(System.nanoTime(), perSecond);
    for (int i = 0; i < letters.size(); i++) {
      long _ = pacer.await(i);
      letters.get(i).send();
    }
    return pacer;
  }

  /// Returns when all are accepted; what nobody answers is sent again.
  ///
  /// @throws IllegalStateException when that takes too long
  void awaitAccepted(List<Letter> letters) {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      if (within(1, () -> open(letters).isEmpty())) {
        return;
      }
      open(letters).forEach(letter -> letter.from().sendUnanswered());
    }
    throw new IllegalStateException(
        "%d of %d messages are not accepted".formatted(open(letters).size(), letters.size()));
  }

  /// @return whether all arrived in that time
  static boolean awaitArrived(List<Letter> letters, int seconds) {
    return within(seconds, () -> letters.stream().allMatch(Letter::arrived));
  }

  /// @return whether it came to be in that time
  static boolean within(int seconds, BooleanSupplier condition) {
    Pacer looks = new Pacer(System.nanoTime(), LOOKS_PER_SECOND);
    for (int i = 1; !condition.getAsBoolean(); i++) {
      if (i > seconds * LOOKS_PER_SECOND) {
        return false;
      }
      long _ = looks.await(i);
    }
    return true;
  }

  private List<Letter> open(List<Letter> letters) {
    return letters.stream().filter(letter -> acceptedAt(letter) == null).toList();
  }
}
