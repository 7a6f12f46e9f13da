package chat.maru.chat.internal;

import chat.maru.chat.RefusedStartException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// The token by which services know each other.
final class ServiceToken {
  private static final int MIN_LENGTH = 32;
  private static final String SETTING = "maru.service-token-file";

  private final byte[] header;

  private ServiceToken(String token) {
    this.header = bytes("Bearer " + token);
  }

  static ServiceToken load(Path file) {
    try {
      String token = Files.readString(file).strip();
      if (token.length() < MIN_LENGTH) {
        throw new IllegalArgumentException(
            file + " holds " + token.length() + " characters (expected: >= " + MIN_LENGTH + ")");
      }
      return new ServiceToken(token);
    } catch (IOException e) {
      throw new RefusedStartException(SETTING, new IOException(file + " can't be read", e));
    } catch (IllegalArgumentException e) {
      throw new RefusedStartException(SETTING, e);
    }
  }

  /// Takes the same time wherever the two differ.
  boolean isIn(@Nullable String authorization) {
    return authorization != null && MessageDigest.isEqual(header, bytes(authorization));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
