package chat.maru.gateway.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TypingLimitTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final TypingLimit limit = new TypingLimit(Duration.ofSeconds(3));
  private final UUID room = UUID.randomUUID();

  @Test
  void letsOnePassInThreeSecondsPerRoom() {
    assertThat(limit.pass(room, 0)).isTrue();
    assertThat(limit.pass(room, 2 * SECOND)).isFalse();
    assertThat(limit.pass(UUID.randomUUID(), 2 * SECOND)).isTrue();
    assertThat(limit.pass(room, 3 * SECOND)).isTrue();
  }
}
