package chat.maru.contract.trace;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  private static final Pattern VERSION_00 =
      Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})");
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
    Matcher parts = VERSION_00.matcher(value);
    return parts.matches()
        ? Optional.of(
            new TraceContext(
                parts.group(1),
                parts.group(2),
                (HexFormat.fromHexDigits(parts.group(3)) & SAMPLED) != 0))
        : Optional.empty();
  }

  /// The header's value.
  public String value() {
    return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
  }

  /// Ids of zeros are not valid.
  private static long random() {
    return ThreadLocalRandom.current().nextLong() | 1;
  }
}
