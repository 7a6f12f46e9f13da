package chat.maru.contract.trace;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// The value of a `traceparent`, version 00. Whether a trace is recorded is decided once, where it
/// begins; everybody behind follows its flag, so that what is not sampled costs nothing there.
///
/// @param traceId 32 lower-case hex digits
/// @param spanId 16 lower-case hex digits: the step that this one follows
/// @param sampled whether the steps are recorded
/// @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C Trace Context</a>
public record TraceContext(String traceId, String spanId, boolean sampled) {

  /// The name of the Kafka header.
  public static final String HEADER = "traceparent";

  private static final int LENGTH = 55; // 00-<32 digits>-<16 digits>-<2 digits>
  private static final String ZEROS = "0".repeat(32);
  private static final int SAMPLED = 1;

  /// A new trace, told apart by random ids.
  public static TraceContext begin(boolean sampled) {
    HexFormat hex = HexFormat.of();
    return new TraceContext(
        hex.toHexDigits(random()) + hex.toHexDigits(random()), hex.toHexDigits(random()), sampled);
  }

  /// Nothing for another version and for what is no `traceparent`: a trace may end, a message may
  /// not.
  public static Optional<TraceContext> parse(String value) {
    if (value.length() != LENGTH
        || !value.startsWith("00-")
        || value.charAt(35) != '-'
        || value.charAt(52) != '-'
        || !isId(value, 3, 35)
        || !isId(value, 36, 52)
        || !areDigits(value, 53, LENGTH)) {
      return Optional.empty();
    }
    boolean sampled = (HexFormat.fromHexDigits(value, 53, LENGTH) & SAMPLED) != 0;
    return Optional.of(new TraceContext(value.substring(3, 35), value.substring(36, 52), sampled));
  }

  /// The header's value.
  public String value() {
    return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
  }

  private static boolean isId(String value, int from, int to) {
    return areDigits(value, from, to) && !value.regionMatches(from, ZEROS, 0, to - from);
  }

  private static boolean areDigits(String value, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = value.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  /// Ids of zeros are not valid.
  private static long random() {
    return ThreadLocalRandom.current().nextLong() | 1;
  }
}
