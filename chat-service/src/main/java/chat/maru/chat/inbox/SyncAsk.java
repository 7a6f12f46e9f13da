package chat.maru.chat.inbox;

import chat.maru.chat.problem.ProblemException;
import chat.maru.chat.wire.PageLimit;
import chat.maru.contract.id.Ids;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A catch-up that keeps the rules.
///
/// @param heads per room the number up to which the client has everything
/// @param limit messages per room
record SyncAsk(Map<UUID, Long> heads, int limit) {
  private static final int MAX_ROOMS = 200;
  private static final int MAX_MESSAGES = 2_000;

  /// Names of no room, such as texts that are no UUID, are ignored as other people's rooms are.
  ///
  /// @throws ProblemException `bad_field` for a negative or absent number or a limit out of range
  static SyncAsk of(@Nullable Map<String, @Nullable Long> heads, @Nullable Integer limit) {
    int size = PageLimit.of(limit);
    Map<UUID, Long> known = new HashMap<>();
    Map<String, @Nullable Long> given = heads == null ? Map.of() : heads;
    given.forEach((room, seq) -> Ids.parse(room).ifPresent(id -> known.put(id, checked(seq))));
    return new SyncAsk(Map.copyOf(known), size);
  }

  /// How many rooms one answer holds: bounded, and so that they hold no more than 2,000 messages.
  int maxRooms() {
    return Math.min(MAX_ROOMS, MAX_MESSAGES / limit);
  }

  private static long checked(@Nullable Long seq) {
    if (seq == null || seq < 0) {
      throw ProblemException.badField("heads", "expected: numbers >= 0");
    }
    return seq;
  }
}
