package chat.maru.cluster.client.room;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.cluster.client.api.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RoomTimelineTest {

  @ParameterizedTest
  @MethodSource("arrivals")
  void everyMessageIsShownOnceAndInOrderWhateverComes(
      long start, List<Long> arrivals, List<Long> shown, boolean behind) {
    RoomTimeline timeline = new RoomTimeline(start);
    List<Long> seen = new ArrayList<>();
    for (long seq : arrivals) {
      timeline.merge(List.of(message(seq))).forEach(message -> seen.add(message.seq()));
    }
    assertThat(seen).isEqualTo(shown);
    assertThat(timeline.behind()).isEqualTo(behind);
  }

  static Stream<Arguments> arrivals() {
    return Stream.of(
        Arguments.of(0L, List.of(1L, 2L, 3L), List.of(1L, 2L, 3L), false),
        Arguments.of(0L, List.of(1L, 1L, 2L, 1L, 2L), List.of(1L, 2L), false),
        Arguments.of(0L, List.of(2L, 3L), List.of(), true),
        Arguments.of(0L, List.of(3L, 2L, 1L), List.of(1L, 2L, 3L), false),
        Arguments.of(0L, List.of(1L, 3L, 4L, 2L), List.of(1L, 2L, 3L, 4L), false),
        Arguments.of(0L, List.of(1L, 4L, 2L), List.of(1L, 2L), true),
        Arguments.of(7L, List.of(5L, 7L, 8L), List.of(8L), false),
        Arguments.of(7L, List.of(10L), List.of(), true));
  }

  @Test
  void aKnownHeadBeyondWhatWasShownIsAHoleToFetch() {
    RoomTimeline timeline = new RoomTimeline(4);
    timeline.headIs(4);
    assertThat(timeline.behind()).isFalse();
    timeline.headIs(6);
    assertThat(timeline.behind()).isTrue();
    assertThat(timeline.merge(List.of(message(5), message(6)))).hasSize(2);
    assertThat(timeline.behind()).isFalse();
    assertThat(timeline.shown()).isEqualTo(6);
  }

  @Test
  void d14OfWhatWaitsTheErasedFormIsShownWhicheverCameFirst() {
    RoomTimeline timeline = new RoomTimeline(0);
    timeline.merge(List.of(message(2), erased(2), erased(3), message(3), message(4)));
    assertThat(timeline.merge(List.of(message(1))))
        .containsExactly(message(1), erased(2), erased(3), message(4));
  }

  private static Message message(long seq) {
    return new Message("room", "m" + seq, seq, "sender", "c" + seq, "text", Instant.EPOCH, null);
  }

  private static Message erased(long seq) {
    return new Message("room", "m" + seq, seq, "sender", "c" + seq, "gone", Instant.EPOCH, true);
  }
}
