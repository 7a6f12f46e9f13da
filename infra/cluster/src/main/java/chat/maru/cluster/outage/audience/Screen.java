package chat.maru.cluster.outage.audience;

import chat.maru.cluster.client.ChatListener;
import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.wire.ClientFrame.Send;
import chat.maru.cluster.client.wire.ServerFrame;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one device of one conversation was shown and told, and when it was linked. Thread-safe.
public final class Screen implements ChatListener {
  private final Ledger ledger;

  @GuardedBy("this")
  private final List<Line> lines = new ArrayList<>();

  @GuardedBy("this")
  private final List<Long> news = new ArrayList<>(); // a message or a resync came

  @GuardedBy("this")
  private final List<Long> welcomes = new ArrayList<>();

  @GuardedBy("this")
  private final List<Duration> gaps = new ArrayList<>(); // from a lost link to the next welcome

  @GuardedBy("this")
  private final Set<String> asked = new HashSet<>(); // on the present link

  @GuardedBy("this")
  private long lostAt; // 0 = linked, or never was

  Screen(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public synchronized void onMessage(Message message) {
    lines.add(Line.of(message, System.nanoTime()));
    if (asked.remove(message.clientMessageId())) {
      ledger.answered(message.clientMessageId(), "stored", System.nanoTime());
    }
  }

  @Override
  public synchronized void onSending(Send send) {
    asked.add(send.id());
    ledger.sent(send, System.nanoTime());
  }

  @Override
  public void onAccepted(String id, String messageId) {
    ledger.accepted(id, System.nanoTime());
  }

  @Override
  public synchronized void onFrame(ServerFrame frame) {
    long now = System.nanoTime();
    switch (frame) {
      case ServerFrame.Ack ack -> ledger.answered(ack.id(), "ack", now);
      case ServerFrame.Failure failure -> ledger.answered(failure.id(), failure.code(), now);
      case ServerFrame.Stored _, ServerFrame.Resync _ -> news.add(now);
      default -> {}
    }
  }

  @Override
  public synchronized void onConnection(@Nullable String node) {
    long now = System.nanoTime();
    if (node == null) {
      lostAt = now;
      asked.forEach(ledger::forget);
      asked.clear();
    } else {
      welcomes.add(now);
      if (lostAt != 0) {
        gaps.add(Duration.ofNanos(now - lostAt));
      }
      lostAt = 0;
    }
  }

  synchronized List<Line> lines() {
    return List.copyOf(lines);
  }

  synchronized int shown() {
    return lines.size();
  }

  synchronized boolean linked() {
    return !welcomes.isEmpty() && lostAt == 0;
  }

  /// How long after `then` the first message or `resync` came; empty when none did.
  public synchronized Optional<Duration> toldAfter(long then) {
    return news.stream().filter(at -> at - then >= 0).findFirst().map(at -> since(then, at));
  }

  /// How long after `then` everything was shown that had been accepted by then.
  public Duration wholeAfter(long then) {
    return lines().stream()
        .filter(line -> ledger.acceptedBefore(line.number(), then))
        .map(line -> since(then, line.at()))
        .filter(time -> !time.isNegative())
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /// From the user's enter to this screen, each message.
  public List<Duration> delays() {
    return lines().stream().map(line -> since(ledger.writtenAt(line.number()), line.at())).toList();
  }

  /// Only of messages that were written in that time.
  public List<Duration> delays(long from, long to) {
    return lines().stream()
        .filter(line -> ledger.writtenAt(line.number()) - from >= 0)
        .filter(line -> ledger.writtenAt(line.number()) - to < 0)
        .map(line -> since(ledger.writtenAt(line.number()), line.at()))
        .toList();
  }

  public synchronized List<Duration> gaps() {
    return List.copyOf(gaps);
  }

  public synchronized List<Long> welcomes() {
    return List.copyOf(welcomes);
  }

  private static Duration since(long then, long at) {
    return Duration.ofNanos(at - then);
  }
}
