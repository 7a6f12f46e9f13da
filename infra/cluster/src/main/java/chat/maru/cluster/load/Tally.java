package chat.maru.cluster.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// What became of each message of one step of the run. Safe for any thread.
///
/// Latency counts from the moment at which a message was meant to be sent; the warm-up's is not
/// kept. Messages of the preparation and of other steps count nowhere.
final class Tally {
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(5);

  /// Between two steps.
  static final Tally NONE = new Tally(0, 1, 1);

  private volatile Pacer pacer = new Pacer(0, 1);
  private final long before;
  private final int first;
  private final int end;
  private final AtomicIntegerArray acks;
  private final AtomicIntegerArray receipts;
  private final AtomicLong openAcks;
  private final AtomicLong openReceipts;
  private final Histogram toAck = new ConcurrentHistogram(LONGEST_MICROS, 3);
  private final Histogram toReceipt = new ConcurrentHistogram(LONGEST_MICROS, 3);
  private final Map<String, LongAdder> mishaps = new ConcurrentHashMap<>();

  /// @param before number of the last message of the step before; this one's count on from there
  /// @param first of its messages that is timed, the first of all being 1
  /// @param end one beyond its last message
  Tally(long before, int first, int end) {
    this.before = before;
    this.first = first;
    this.end = end;
    acks = new AtomicIntegerArray(end);
    receipts = new AtomicIntegerArray(end);
    openAcks = new AtomicLong(end - 1);
    openReceipts = new AtomicLong(end - 1);
  }

  /// From here on messages are sent, at this pace; what went wrong before does not count.
  void begin(Pacer pace) {
    pacer = pace;
    mishaps.clear();
  }

  void acked(String id, long now) {
    long number = MessageNumber.of(id) - before;
    if (counts(number) && acks.getAndIncrement((int) number) == 0) {
      openAcks.decrementAndGet();
      time(toAck, number, now);
    }
  }

  void received(long id, long now) {
    long number = id - before;
    if (counts(number) && receipts.getAndIncrement((int) number) == 0) {
      openReceipts.decrementAndGet();
      time(toReceipt, number, now);
    }
  }

  /// Messages that the other end has by now, the warm-up's included.
  long delivered() {
    return end - 1 - openReceipts.get();
  }

  void order(RoomOrder.Verdict verdict) {
    if (verdict != RoomOrder.Verdict.NEXT) {
      mishap(verdict.name());
    }
  }

  void error(String code) {
    mishap("error " + code);
  }

  void closed(int code) {
    mishap("closed " + code);
  }

  boolean complete() {
    return openAcks.get() == 0 && openReceipts.get() == 0;
  }

  /// Accepted but not received by the other end.
  long lost() {
    return count(n -> acks.get(n) > 0 && receipts.get(n) == 0);
  }

  long unacked() {
    return openAcks.get();
  }

  long repeated() {
    return count(n -> receipts.get(n) > 1);
  }

  Map<String, Long> mishaps() {
    Map<String, Long> counts = new TreeMap<>();
    mishaps.forEach((what, count) -> counts.put(what, count.sum()));
    return counts;
  }

  Latency toAck() {
    return Latency.of(toAck);
  }

  Latency toReceipt() {
    return Latency.of(toReceipt);
  }

  private boolean counts(long number) {
    return number > 0 && number < end;
  }

  private void mishap(String what) {
    mishaps.computeIfAbsent(what, _ -> new LongAdder()).increment();
  }

  private void time(Histogram histogram, long number, long now) {
    if (number >= first) {
      long micros = TimeUnit.NANOSECONDS.toMicros(now - pacer.due(number));
      histogram.recordValue(Math.clamp(micros, 0, LONGEST_MICROS));
    }
  }

  private long count(java.util.function.IntPredicate fitting) {
    return java.util.stream.IntStream.range(1, end).filter(fitting).count();
  }
}
