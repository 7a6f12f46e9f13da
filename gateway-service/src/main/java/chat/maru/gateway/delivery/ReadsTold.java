package chat.maru.gateway.delivery;

import chat.maru.contract.event.ReadAdvanced;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.UUID;

/// How far everybody has read, as this node has told it, so that it tells nothing behind that (D8):
/// a persistence node or a fan-out that stood still and wakes beside its successor tells older
/// positions after newer ones.
///
/// Thread-safe. Remembers the 20,000 who read last, for five minutes each; what it has forgotten,
/// or a node that restarted never knew, may be told again.
final class ReadsTold {
  private static final int READERS = 20_000;
  private static final Duration REMEMBERED = Duration.ofMinutes(5);

  private final Cache<Reader, Long> furthest =
      Caffeine.newBuilder()
          .executor(Runnable::run) // upkeep costs less than to wake a thread for it
          .maximumSize(READERS)
          .expireAfterWrite(REMEMBERED)
          .build();

  private record Reader(UUID roomId, UUID userId) {}

  /// Whether it may be told. The same position may, again and again: it answers a device that says
  /// its own once more after a reconnect.
  boolean advance(ReadAdvanced read) {
    var reader = new Reader(read.roomId(), read.userId());
    return furthest.asMap().merge(reader, read.seq(), Math::max) == read.seq();
  }
}
