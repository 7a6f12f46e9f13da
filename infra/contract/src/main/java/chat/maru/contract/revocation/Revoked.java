package chat.maru.contract.revocation;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Which tokens are refused, as far as this node knows. Thread-safe; nothing blocks.
///
/// Who lets something in looks here after making it findable, and who adds a revocation looks for
/// what is concerned after adding it: one of the two sees the other.
public final class Revoked {
  private volatile Known known = new Known();

  public void add(Revocation revocation) {
    known.add(revocation);
  }

  /// Adds what is new, or puts it in place of all that was known.
  public void learn(RevocationNews news) {
    Known next = news.complete() ? new Known() : known;
    news.revocations().forEach(next::add);
    known = next;
  }

  /// Whether a token of this user and login is refused.
  ///
  /// @param loginId the token's `sid`
  public boolean covers(UUID userId, String loginId) {
    return known.covers(userId, loginId);
  }

  /// Forgets what ended so long ago that no token can be left of it.
  public void forget(Instant now) {
    known.forgetBefore(now.minus(Revocation.REMEMBERED));
  }

  private static final class Known {
    private final Map<Login, Instant> ended = new ConcurrentHashMap<>();
    private final Map<UUID, Revocation> standing = new ConcurrentHashMap<>(); // bans and pardons

    void add(Revocation revocation) {
      switch (revocation) {
        case Revocation.LoginEnded(_, UUID userId, String loginId, Instant madeAt) ->
            ended.put(new Login(userId, loginId), madeAt);
        case Revocation.Banned _, Revocation.Pardoned _ ->
            standing.merge(revocation.userId(), revocation, Known::later);
      }
    }

    boolean covers(UUID userId, String loginId) {
      return standing.get(userId) instanceof Revocation.Banned
          || ended.containsKey(new Login(userId, loginId));
    }

    void forgetBefore(Instant time) {
      ended.values().removeIf(madeAt -> madeAt.isBefore(time));
      standing
          .values()
          .removeIf(r -> r instanceof Revocation.Pardoned && r.madeAt().isBefore(time));
    }

    private static Revocation later(Revocation one, Revocation other) {
      return one.version() > other.version() ? one : other;
    }
  }

  private record Login(UUID userId, String loginId) {}
}
