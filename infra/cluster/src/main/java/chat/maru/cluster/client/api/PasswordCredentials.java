package chat.maru.cluster.client.api;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Signs in with a password at first use, refreshes from then on, and signs in anew when a refresh
/// is refused.
public final class PasswordCredentials implements Credentials {
  private final AuthApi auth;
  private final String username;
  private final String password;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private @Nullable Login login;

  public PasswordCredentials(AuthApi auth, String username, String password) {
    this.auth = auth;
    this.username = username;
    this.password = password;
  }

  @Override
  public String token() {
    return login().accessToken();
  }

  /// The whole login, for a log-out.
  public Login login() {
    lock.lock();
    try {
      Login current = login;
      if (current == null) {
        current = auth.login(username, password);
        login = current;
      }
      return current;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String renew(String refused) {
    lock.lock();
    try {
      Login current = login;
      if (current == null || current.accessToken().equals(refused)) {
        current = current == null ? auth.login(username, password) : refreshed(current);
        login = current;
      }
      return current.accessToken();
    } finally {
      lock.unlock();
    }
  }

  private Login refreshed(Login old) {
    try {
      return auth.refresh(old.refreshToken());
    } catch (ApiException e) {
      if (e.status() / 100 != 4) {
        throw e;
      }
      return auth.login(username, password);
    }
  }
}
