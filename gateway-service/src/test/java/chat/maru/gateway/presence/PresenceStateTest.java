package chat.maru.gateway.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresenceStateTest {
  private static final Instant NOW = Instant.parse("2026-05-05T10:10:40Z");

  @ParameterizedTest
  @CsvSource({
    "true,,                      true,",
    "true,  2026-05-05T10:00:00Z, true,",
    "false, 2026-05-05T10:10:11Z, true,",
    "false, 2026-05-05T10:10:10Z, false, 2026-05-05T10:10:00Z",
    "false, 2026-05-05T09:59:59Z, false, 2026-05-05T09:59:00Z",
    "false,,                     false,"
  })
  void offlineIsThirtySecondsAfterTheLastDeviceLeft(
      boolean live, Instant seen, boolean online, Instant lastSeenAt) {
    assertThat(PresenceState.judge(live, seen, NOW, Duration.ofSeconds(30)))
        .isEqualTo(new PresenceState(online, lastSeenAt));
  }
}
