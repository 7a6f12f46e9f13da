package chat.maru.cluster.outage;

import chat.maru.cluster.command.Arguments;
import chat.maru.cluster.command.Bounds;
import java.util.List;
import java.util.Set;

/// What to measure.
///
/// @param devices of the audience, half of them on each side; a multiple of twice the pairs
/// @param pairs of people who talk
/// @param rate messages per second over all pairs
/// @param seconds that the part is away; of `rolling`, between two nodes; of `slow` and
///   `half-open`, that each half round lasts
/// @param calm seconds of traffic before the outage and after it
/// @param lose whether Redis comes back without its data
record OutageOptions(int devices, int pairs, int rate, int seconds, int calm, boolean lose) {

  static final String HELP =
      """
      Takes a part of a local cluster (3 gateways, 2 chat-services, 2 persistence-services) away
      under load and prints what users notice. Ends with 0, with 1 when a message was lost, repeated
      or out of order on a screen or in history, with 2 when it can't measure.

        redis      killed for --seconds and started again
        postgres   killed for --seconds and started again
        kafka      killed for --seconds and started again
        rolling    all gateways, then all other services restarted one after the other
        slow       clients that stop reading, beside clients that don't
        half-open  10,000 handshakes that never end, beside clients that talk

        --devices N   devices of those who talk (default 1000; of slow, also of those who hang)
        --pairs N     pairs of people (default 250)
        --rate N      messages per second (default 100)
        --seconds S   how long the part is away (default 30, postgres 60), a half round of slow lasts
                      (40), one of half-open (10), rolling waits between two nodes (30)
        --calm S      seconds of traffic before and after (default 20)
        --lose        Redis comes back empty
      """;

  private static final Set<String> NUMBERS =
      Set.of("--devices", "--pairs", "--rate", "--seconds", "--calm");

  static OutageOptions defaults(String scenario) {
    int seconds =
        switch (scenario) {
          case "postgres" -> 60;
          case "slow" -> 40;
          case "half-open" -> 10;
          default -> 30;
        };
    return new OutageOptions(1000, 250, 100, seconds, 20, false);
  }

  OutageOptions {
    Bounds.within("--devices", devices, 2, 8_000);
    Bounds.within("--pairs", pairs, 1, devices / 2);
    Bounds.within("--rate", rate, 1, 10_000);
    Bounds.within("--seconds", seconds, 1, 600);
    Bounds.within("--calm", calm, 1, 600);
    if (devices % (2 * pairs) != 0) {
      throw new IllegalArgumentException(
          "--devices: %d (expected: a multiple of twice %d pairs)".formatted(devices, pairs));
    }
  }

  int devicesEach() {
    return devices / pairs / 2;
  }

  /// @throws IllegalArgumentException saying what is wrong in one line
  OutageOptions with(List<String> typed) {
    Arguments given = Arguments.parse(typed, NUMBERS, Set.of("--lose"));
    return new OutageOptions(
        given.number("--devices", devices),
        given.number("--pairs", pairs),
        given.number("--rate", rate),
        given.number("--seconds", seconds),
        given.number("--calm", calm),
        given.has("--lose"));
  }
}
