package chat.maru.cluster.outage.audience;

import static java.util.Objects.requireNonNull;

import chat.maru.cluster.client.wire.ClientFrame.Send;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// When each message was written and accepted, and how each send was answered, over all devices.
/// Thread-safe; times are [System#nanoTime]'s.
public final class Ledger {
  private static final String NONE = "none";

  private final Map<Integer, Long> written = new ConcurrentHashMap<>();
  private final Map<Integer, Long> accepted = new ConcurrentHashMap<>();
  private final Map<String, Integer> numbers = new ConcurrentHashMap<>(); // by client message id
  private final Map<String, Long> asked = new ConcurrentHashMap<>(); // by id: sent, unanswered
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

  /// How a send was answered.
  ///
  /// @param code `ack`, an error's code, or `none` for a send that a live link left unanswered
  ///   until the client gave up waiting
  /// @param askedAt when it was sent
  public record Answer(String code, long askedAt, Duration after) {}

  /// The user pressed enter.
  void written(int number, long now) {
    written.put(number, now);
  }

  void sent(Send send, long now) {
    numbers.put(send.id(), Line.numberIn(send.text()));
    Long before = asked.put(send.id(), now);
    if (before != null) {
      answers.add(new Answer(NONE, before, Duration.ofNanos(now - before)));
    }
  }

  void answered(@Nullable String id, String code, long now) {
    Long before = id == null ? null : asked.remove(id);
    if (before != null) {
      answers.add(new Answer(code, before, Duration.ofNanos(now - before)));
    }
  }

  /// A link is gone: what was asked on it is answered by nobody.
  void forget(String id) {
    asked.remove(id);
  }

  void accepted(String id, long now) {
    Integer number = numbers.get(id);
    if (number != null) {
      accepted.putIfAbsent(number, now);
    }
  }

  /// Whether the cluster took the message before then.
  boolean acceptedBefore(int number, long then) {
    Long at = accepted.get(number);
    return at != null && at - then < 0;
  }

  /// @throws NullPointerException when nobody wrote such a message
  long writtenAt(int number) {
    return requireNonNull(written.get(number));
  }

  public int written() {
    return written.size();
  }

  public Moments writes() {
    return new Moments(List.copyOf(written.values()));
  }

  public Moments acceptances() {
    return new Moments(List.copyOf(accepted.values()));
  }

  /// How long the sends of that time waited for any answer.
  public Durations answers(long from, long to) {
    return new Durations(
        answers.stream().filter(a -> within(a.askedAt(), from, to)).map(Answer::after).toList());
  }

  /// Their answers, counted by code.
  public Map<String, Integer> codes(long from, long to) {
    Map<String, Integer> counts = new TreeMap<>();
    answers.stream()
        .filter(a -> within(a.askedAt(), from, to))
        .forEach(a -> counts.merge(a.code(), 1, Integer::sum));
    return counts;
  }

  /// Sends that a live link left unanswered until the client gave up waiting.
  public int unanswered() {
    return (int) answers.stream().filter(answer -> answer.code().equals(NONE)).count();
  }

  private static boolean within(long at, long from, long to) {
    return at - from >= 0 && at - to < 0;
  }
}
