package chat.maru.chat.guess;

import chat.maru.chat.problem.ProblemException;
import chat.maru.contract.error.ErrorCode;
import chat.maru.limits.address.ClientAddress;
import chat.maru.limits.rate.Allowances;
import chat.maru.limits.rate.Rate;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/// Slows down who guesses passwords, and never locks anybody out.
///
/// Three allowances of wrong guesses, each refilled steadily: of one address for one name, of one
/// address for all names (one password tried on many), and of all strange addresses together for
/// one name (a botnet). An address from which the user signed in before is not strange: whoever
/// guesses from elsewhere can't keep the user from signing in at home, and who comes from a new
/// address waits for seconds, not for ever.
///
/// An attempt without an allowance is refused before the password is looked at, so that a right one
/// is not told from a wrong one, and does not lengthen the wait. Names that nobody has are treated
/// the same. Each node counts for itself, in bounded memory: this is for the embedded issuer, which
/// is for local use.
public final class Guesses {
  private static final int MOST = 50_000;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOME_REMEMBERED = Duration.ofDays(30);

  private final Allowances<Attempt> ofAddressForName;
  private final Allowances<ClientAddress> ofAddress;
  private final Allowances<String> ofStrangersForName;
  private final Cache<Attempt, Boolean> homes;

  public Guesses(Ticker ticker) {
    ofAddressForName = new Allowances<>(new Rate(4, MINUTE, 5), ticker::read);
    ofAddress = new Allowances<>(new Rate(60, MINUTE, 50), ticker::read);
    ofStrangersForName = new Allowances<>(new Rate(12, MINUTE, 20), ticker::read);
    homes =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(HOME_REMEMBERED)
            .ticker(ticker)
            .build();
  }

  /// Lets the login be tried if there was not too much guessing.
  ///
  /// @param address as the connection tells it
  /// @throws ProblemException `rate_limited`, or what the login throws
  public <T> T slowly(String username, String address, Supplier<T> login) {
    Attempt attempt = new Attempt(username.toLowerCase(Locale.ROOT), ClientAddress.of(address));
    take(attempt);
    try {
      T signedIn = login.get();
      giveBack(attempt);
      homes.put(attempt, true);
      return signedIn;
    } catch (ProblemException e) {
      if (e.code() != ErrorCode.BAD_CREDENTIALS) {
        giveBack(attempt);
      }
      throw e;
    }
  }

  /// Taken before the password is looked at: a hundred attempts at once are no way around.
  private void take(Attempt attempt) {
    long wait = ofAddress.take(attempt.address());
    if (wait == 0) {
      wait = ofAddressForName.take(attempt);
      if (wait > 0) {
        ofAddress.giveBack(attempt.address());
      }
    }
    if (wait == 0 && isStrange(attempt)) {
      wait = ofStrangersForName.take(attempt.name());
      if (wait > 0) {
        ofAddress.giveBack(attempt.address());
        ofAddressForName.giveBack(attempt);
      }
    }
    if (wait > 0) {
      throw ProblemException.rateLimited(Duration.ofNanos(wait));
    }
  }

  private void giveBack(Attempt attempt) {
    ofAddress.giveBack(attempt.address());
    ofAddressForName.giveBack(attempt);
    if (isStrange(attempt)) {
      ofStrangersForName.giveBack(attempt.name());
    }
  }

  private boolean isStrange(Attempt attempt) {
    return homes.getIfPresent(attempt) == null;
  }

  private record Attempt(String name, ClientAddress address) {}
}
