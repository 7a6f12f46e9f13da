package chat.maru.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReadLanesTest {
  private final ReadLanes lanes = new ReadLanes(1);
  private final UUID room = UUID.randomUUID();

  @Test
  void ofThoseThatComeMeanwhileOnlyTheGreatestGoesOut() {
    assertThat(lanes.admit(room, 3)).isEqualTo(ReadLanes.Admission.START);
    assertThat(lanes.admit(room, 9)).isEqualTo(ReadLanes.Admission.MERGED);
    assertThat(lanes.admit(room, 5)).isEqualTo(ReadLanes.Admission.MERGED);
    assertThat(lanes.next(room, 3)).isEqualTo(OptionalLong.of(9));
    assertThat(lanes.next(room, 9)).isEmpty();
    assertThat(lanes.admit(room, 1)).isEqualTo(ReadLanes.Admission.START);
  }

  @Test
  void roomsAreBounded() {
    lanes.admit(room, 3);
    assertThat(lanes.admit(UUID.randomUUID(), 1)).isEqualTo(ReadLanes.Admission.TOO_MANY);
  }
}
