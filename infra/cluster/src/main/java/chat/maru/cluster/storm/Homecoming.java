package chat.maru.cluster.storm;

import chat.maru.cluster.load.Latency;
import chat.maru.cluster.storm.Mail.Letter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/// How those who lost their gateway came back, told from what they hold in the end.
///
/// @param kill when they lost it, on [System#nanoTime]'s clock
/// @param missed what was written to some of them from then on
record Homecoming(long kill, List<Homecomer> all, List<Letter> missed, Mail mail) {
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(30);

  /// Milliseconds from the kill to `welcome`, of those who got that far.
  Latency toWelcome() {
    return times(Homecomer::welcomeAt);
  }

  /// Milliseconds from the kill until each was welcomed, had merged its catch-up and held all that
  /// had been accepted by then.
  Latency toCaughtUp() {
    Map<Homecomer, Long> at = new HashMap<>();
    all.forEach(one -> at.put(one, one.backAt()));
    missed.forEach(letter ->
        letter
            .to()
            .forEach(phone -> {
              Long accepted = mail.acceptedAt(letter);
              if (phone instanceof Homecomer one && accepted != null && accepted <= one.backAt()) {
                at.merge(one, one.heldSince(letter.id()), Math::max);
              }
            }));
    return times(one -> at.getOrDefault(one, 0L));
  }

  int away() {
    return (int) all.stream().filter(one -> one.backAt() == 0).count();
  }

  /// Copies of accepted messages that a device does not hold.
  long lost() {
    return missed.stream()
        .filter(letter -> mail.acceptedAt(letter) != null)
        .mapToLong(letter ->
            letter.to().stream().filter(phone -> phone.heldSince(letter.id()) == 0).count())
        .sum();
  }

  private Latency times(ToLongFunction<Homecomer> moment) {
    Histogram micros = new Histogram(LONGEST_MICROS, 3);
    all.stream()
        .mapToLong(moment)
        .filter(at -> at > 0)
        .forEach(at -> micros.recordValue(TimeUnit.NANOSECONDS.toMicros(Math.max(0, at - kill))));
    return Latency.of(micros);
  }
}
