package chat.maru.chat.limit;

import chat.maru.chat.ChatSettings.PerUser;
import chat.maru.chat.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;

/// How often somebody may try to sign in under one user name, wherever from and whether it exists.
/// Bounds the cost of the hashes; what wrong passwords lead to is another matter.
public final class UserNameLimit {
  private final RestLimit<String> logins;

  UserNameLimit(PerUser settings, MeterRegistry registry) {
    logins = new RestLimit<>("user_name_logins", settings.logins(), registry);
  }

  /// @throws ProblemException `rate_limited`
  public void take(String username) {
    Duration wait = logins.take(username.toLowerCase(Locale.ROOT));
    if (!wait.isZero()) {
      throw ProblemException.rateLimited(wait);
    }
  }
}
