package chat.maru.chat.guess;

import chat.maru.chat.problem.ProblemException;
import chat.maru.contract.error.ErrorCode;
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
  private static final Duration HOME_REMEMBERED = Duration.ofDays(30);

  private final Allowances<Attempt> ofAddressForName;
  private final Allowances<String> ofAddress;
  private final Allowances<String> ofStrangersForName;
  private final Cache<Attempt, Boolean> homes;

  public Guesses(Ticker ticker) {
    ofAddressForName = new Allowances<>(5, Duration.ofSeconds(15), MOST, ticker);
    ofAddress = new Allowances<>(50, Duration.ofSeconds(1), MOST, ticker);
    ofStrangersForName = new Allowances<>(20, Duration.ofSeconds(5), MOST, ticker);
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
    Attempt attempt = new Attempt(username.toLowerCase(Locale.ROOT), Addresses.block(address));
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
    Duration wait = ofAddress.take(attempt.block());
    if (wait.isZero()) {
      wait = ofAddressForName.take(attempt);
      if (!wait.isZero()) {
        ofAddress.giveBack(attempt.block());
      }
    }
    if (wait.isZero() && isStrange(attempt)) {
      wait = ofStrangersForName.take(attempt.name());
      if (!wait.isZero()) {
        ofAddress.giveBack(attempt.block());
        ofAddressForName.giveBack(attempt);
      }
    }
    if (!wait.isZero()) {
      throw ProblemException.rateLimited(wait);
    }
  }

  private void giveBack(Attempt attempt) {
    ofAddress.giveBack(attempt.block());
    ofAddressForName.giveBack(attempt);
    if (isStrange(attempt)) {
      ofStrangersForName.giveBack(attempt.name());
    }
  }

  private boolean isStrange(Attempt attempt) {
    return homes.getIfPresent(attempt) == null;
  }

  private record Attempt(String name, String block) {}
}
