package chat.maru.cluster.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrowthTest {
  private static final int MESSAGES_OF_LONG_ROOM = 2_500;

  @Test
  void everyRoomOfTheCastIsAnotherAndHasTwoMembers() {
    List<SealedRoom> rooms =
        IntStream.range(0, 3)
            .boxed()
            .flatMap(generation -> Cast.rooms(generation, MESSAGES_OF_LONG_ROOM).stream())
            .toList();
    long grownTwice = 2 * Cast.LONG_ROOMS;
    assertThat(rooms.stream().map(SealedRoom::id).distinct().count())
        .isEqualTo(rooms.size() - grownTwice);
    assertThat(rooms).noneMatch(room -> room.borrowerId().equals(room.lenderId()));
  }

  @Test
  void theCastLeavesPlaceForFillerInTheSmallestDatabase() {
    int messages =
        Cast.rooms(0, MESSAGES_OF_LONG_ROOM).stream().mapToInt(SealedRoom::messages).sum();
    assertThat(messages).isBetween(500_000, 900_000);
  }

  @Test
  void anotherRunReadsTheSamePeople() {
    assertThat(Cast.roomsOfReaders(7)).isEqualTo(Cast.roomsOfReaders(7));
    assertThat(Cast.roomsOfReaders(7)).doesNotContainAnyElementsOf(Cast.roomsOfReaders(8));
  }

  @Test
  void roomsHaveAsManyMessagesOnAverageAsTheNumberOfRoomsIsReckonedWith() {
    assertThat(IntStream.range(0, 49_000).map(FillStatements::messages).average())
        .hasValue(FillStatements.MESSAGES_OF_ROOM);
  }

  @Test
  void optionsAreReadAndCheckedInOneLine() {
    GrowthOptions options =
        GrowthOptions.parse(List.of("--messages", "1000000,2000000", "--rate=20"));
    assertThat(options.messages()).containsExactly(1_000_000, 2_000_000);
    assertThat(options.rate()).isEqualTo(20);
    assertThat(options.seconds()).isEqualTo(120);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--messages 9", "--messages 3000000,2000000", "--rate 101", "--seconds 0"})
  void aWrongOptionIsNamed(String line) {
    assertThatThrownBy(() -> GrowthOptions.parse(List.of(line.split(" "))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(line.split(" ")[0]);
  }
}
