package chat.maru.chat.login;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/// Hashes passwords with bcrypt, at most as many at a time as there are processors: a flood of
/// logins must not take the machine from everything else. Who waits longer than five seconds is
/// told `unavailable`.
///
/// bcrypt looks at no more than 72 bytes, so it is given the SHA-256 of the password.
class PasswordHasher {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final BCryptPasswordEncoder bcrypt;
  private final Bulkhead bulkhead;
  private final String nobodys;

  PasswordHasher(int strength, int processors) {
    bcrypt = new BCryptPasswordEncoder(strength);
    bulkhead =
        Bulkhead.of(
            "passwords",
            BulkheadConfig.custom()
                .maxConcurrentCalls(processors)
                .maxWaitDuration(PATIENCE)
                .fairCallHandlingStrategyEnabled(true)
                .build());
    nobodys = hash("the password of nobody");
  }

  String hash(String password) {
    return bulkhead.executeSupplier(() -> String.valueOf(bcrypt.encode(digest(password))));
  }

  /// Takes the same time without a hash, so that nobody learns which users there are.
  boolean matches(String password, @Nullable String hash) {
    boolean equal =
        bulkhead.executeSupplier(
            () -> bcrypt.matches(digest(password), hash == null ? nobodys : hash));
    return equal && hash != null;
  }

  private static String digest(String password) {
    try {
      byte[] sha256 =
          MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(sha256);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }
}
