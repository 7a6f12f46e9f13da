package chat.maru.cluster.trial.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ReachedTest {
  private static final String ROOM = "room";
  private final Reached reached = new Reached(Map.of(ROOM, 3L));

  @Test
  void goesOnFromWhereTheDeviceWas() {
    assertThat(reached.add(ROOM, 3)).isFalse();
    assertThat(reached.add(ROOM, 4)).isTrue();
    assertThat(reached.add(ROOM, 4)).isFalse();
    assertThat(reached.heads()).isEqualTo(Map.of(ROOM, 4L));
  }

  @Test
  void staysBeforeAHoleUntilItIsFilled() {
    assertThat(reached.add(ROOM, 6)).isTrue();
    assertThat(reached.add(ROOM, 6)).isFalse();
    assertThat(reached.hasHole()).isTrue();
    assertThat(reached.heads()).isEqualTo(Map.of(ROOM, 3L));
    assertThat(reached.add(ROOM, 4)).isTrue();
    assertThat(reached.hasHole()).isTrue();
    assertThat(reached.add(ROOM, 5)).isTrue();
    assertThat(reached.hasHole()).isFalse();
    assertThat(reached.heads()).isEqualTo(Map.of(ROOM, 6L));
  }

  @Test
  void beginsARoomAtItsFirstMessage() {
    assertThat(reached.add("other", 1)).isTrue();
    assertThat(reached.heads()).containsEntry("other", 1L);
  }

  @Test
  void aRoomWhoseBeginningIsMissingIsAHole() {
    assertThat(reached.add("other", 2)).isTrue();
    assertThat(reached.hasHole()).isTrue();
    assertThat(reached.heads()).containsEntry("other", 0L);
  }
}
