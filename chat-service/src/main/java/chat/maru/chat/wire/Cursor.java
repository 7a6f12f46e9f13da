package chat.maru.chat.wire;

import chat.maru.chat.problem.ProblemException;
import chat.maru.contract.error.ErrorCode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where a list that is ordered by time and id, newest first, goes on: after this row.
///
/// Opaque to clients; the list's name is inside, so that another list's cursor is refused.
public record Cursor(Instant time, UUID id) {
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  /// Before every row.
  public static final Cursor START = new Cursor(LATEST, new UUID(-1, -1));

  private static final int BYTES = 1 + 3 * Long.BYTES;

  public String encode(Of list) {
    ByteBuffer bytes =
        ByteBuffer.allocate(BYTES)
            .put(list.mark)
            .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, time))
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /// @param text null or empty for the start of the list
  /// @throws ProblemException `bad_cursor` for what [#encode] never wrote for this list
  public static Cursor decode(Of list, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      return START;
    }
    ByteBuffer bytes = ByteBuffer.wrap(bytes(text));
    if (bytes.remaining() != BYTES || bytes.get() != list.mark) {
      throw ProblemException.of(ErrorCode.BAD_CURSOR);
    }
    long micros = bytes.getLong();
    if (micros < 0 || micros > ChronoUnit.MICROS.between(Instant.EPOCH, LATEST)) {
      throw ProblemException.of(ErrorCode.BAD_CURSOR);
    }
    return new Cursor(
        Instant.EPOCH.plus(micros, ChronoUnit.MICROS), new UUID(bytes.getLong(), bytes.getLong()));
  }

  private static byte[] bytes(String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.of(ErrorCode.BAD_CURSOR);
    }
  }

  /// The lists that have cursors.
  public enum Of {
    POSTS('p'),
    ROOMS('r');

    private final byte mark;

    Of(char mark) {
      this.mark = (byte) mark;
    }
  }
}
