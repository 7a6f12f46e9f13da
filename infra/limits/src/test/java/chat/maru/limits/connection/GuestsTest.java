package chat.maru.limits.connection;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.limits.address.ClientAddress;
import chat.maru.limits.connection.Guests.Leaving;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// D9, on a clock held in hand.
class GuestsTest {
  private static final ClientAddress ONE = ClientAddress.of("192.0.2.1");
  private static final ClientAddress OTHER = ClientAddress.of("192.0.2.2");
  private static final Bounds BOUNDS =
      new Bounds(Duration.ofSeconds(10), Duration.ofSeconds(30), 100, 3);

  private final Guests<String> guests = new Guests<>(BOUNDS);

  @Test
  void headersHaveTheirTimeAndTheRequestHasAnother() {
    guests.came("slow", ONE, 0);
    guests.came("quick", ONE, 0);
    guests.began("quick", seconds(1));
    assertThat(guests.late(seconds(10) - 1)).isEmpty();
    assertThat(guests.late(seconds(10))).containsExactly(new Leaving<>("slow", Cut.HEAD));
    guests.left("slow");
    assertThat(guests.late(seconds(31) - 1)).isEmpty();
    assertThat(guests.late(seconds(31))).containsExactly(new Leaving<>("quick", Cut.REQUEST));
  }

  @Test
  void afterAnAnswerAConnectionMayRestButNotTrickleForEver() {
    guests.came("a", ONE, 0);
    guests.began("a", 0);
    guests.ended("a", seconds(1));
    assertThat(guests.late(seconds(60))).isEmpty();
    assertThat(guests.late(seconds(61))).containsExactly(new Leaving<>("a", Cut.HEAD));
  }

  @Test
  void aSessionIsNoGuestAnyMore() {
    guests.came("socket", ONE, 0);
    guests.began("socket", 0);
    guests.left("socket"); // upgraded
    guests.ended("socket", 1); // the request's completion comes after that
    assertThat(guests.late(Long.MAX_VALUE / 2)).isEmpty();
    assertThat(guests.addresses()).isZero();
  }

  @Test
  void oneAddressHasItsShareAndNoneOfAnotherOnes() {
    for (String id : List.of("a", "b", "c")) {
      assertThat(guests.came(id, ONE, 0)).isNull();
    }
    assertThat(guests.came("d", ONE, 0)).isEqualTo(new Leaving<>("d", Cut.ADDRESS));
    assertThat(guests.came("e", OTHER, 0)).isNull();
    guests.left("d");
    guests.left("a");
    assertThat(guests.came("f", ONE, 0)).isNull();
    IntStream.range(0, 50).forEach(i -> assertThat(guests.came("exempt" + i, null, 0)).isNull());
  }

  @Test
  void beyondTheBoundWhoWaitsLongestGivesWayAndWhoIsServedStays() {
    guests.came("served", null, 0);
    guests.began("served", 0);
    IntStream.range(0, 99).forEach(i -> guests.came("half-open" + i, null, i));
    assertThat(guests.came("new", null, 200)).isEqualTo(new Leaving<>("half-open0", Cut.CROWD));
    assertThat(guests.came("newer", null, 201)).isEqualTo(new Leaving<>("half-open1", Cut.CROWD));
    assertThat(guests.waiting()).isEqualTo(99);
  }

  @Test
  void whenAllAreServedTheNewcomerGoes() {
    IntStream.range(0, 100)
        .forEach(i -> {
          guests.came("served" + i, null, 0);
          guests.began("served" + i, 0);
        });
    assertThat(guests.came("new", null, 1)).isEqualTo(new Leaving<>("new", Cut.CROWD));
  }

  private static long seconds(long seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }
}
