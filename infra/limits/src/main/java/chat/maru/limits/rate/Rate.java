package chat.maru.limits.rate;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How often something may happen: on average so often in a period, and after a rest so often at
/// once. As a setting: `100/s burst 400`, with `s`, `m` or `h`; `off` is no limit.
///
/// @param times on average in each period; 0 when there is no limit
/// @param burst at once after a rest
public record Rate(long times, Duration period, long burst) {
  public static final Rate OFF = new Rate(0, Duration.ofSeconds(1), 0);

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})/([smh]) +burst +(\\d{1,9})");

  public Rate {
    if ((times == 0) != (burst == 0)) {
      throw new IllegalArgumentException(
          "rate: %d, burst %d (expected: both > 0)".formatted(times, burst));
    }
  }

  /// The name lets Spring read settings with it.
  public static Rate of(String text) {
    if (text.strip().equals("off")) {
      return OFF;
    }
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "rate: %s (expected: as 100/s burst 400, or off)".formatted(text));
    }
    return new Rate(
        Long.parseLong(form.group(1)), period(form.group(2)), Long.parseLong(form.group(3)));
  }

  public boolean isOff() {
    return burst == 0;
  }

  /// How long it takes until nothing is left to see of what was spent.
  Duration untilFull() {
    return isOff() ? Duration.ZERO : period.multipliedBy(burst / times + 1);
  }

  private static Duration period(String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      default -> Duration.ofHours(1);
    };
  }
}
