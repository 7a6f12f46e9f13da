package chat.maru.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.contract.event.ReadAdvanced;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// D8: nothing behind what was told is told.
class ReadsToldTest {
  private static final UUID ROOM = UUID.randomUUID();
  private static final UUID BORROWER = UUID.randomUUID();
  private static final UUID LENDER = UUID.randomUUID();

  private final ReadsTold told = new ReadsTold();

  @Test
  void onlyWhatIsNotBehindIsTold() {
    assertThat(told.advance(read(ROOM, LENDER, 5))).isTrue();
    assertThat(told.advance(read(ROOM, LENDER, 4))).isFalse();
    assertThat(told.advance(read(ROOM, LENDER, 5))).isTrue();
    assertThat(told.advance(read(ROOM, LENDER, 6))).isTrue();
    assertThat(told.advance(read(ROOM, LENDER, 5))).isFalse();
  }

  @Test
  void everyReaderOfEveryRoomHasAPositionOfHisOwn() {
    assertThat(told.advance(read(ROOM, LENDER, 5))).isTrue();
    assertThat(told.advance(read(ROOM, BORROWER, 4))).isTrue();
    assertThat(told.advance(read(UUID.randomUUID(), LENDER, 3))).isTrue();
  }

  private static ReadAdvanced read(UUID roomId, UUID userId, long seq) {
    return new ReadAdvanced(roomId, userId, seq, BORROWER, LENDER);
  }
}
