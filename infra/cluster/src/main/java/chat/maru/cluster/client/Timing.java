package chat.maru.cluster.client;

import java.time.Duration;

/// How long a [ChatClient] waits, and for what.
///
/// @param firstBackoff ceiling of the first random wait after a loss or a refusal; it doubles
/// @param mostBackoff ceiling of all such waits
/// @param answerPatience how long a connected gateway may leave a send unanswered before it gets it
///   again; a gateway answers within 5 s
/// @param easeOff least wait after a close that was the client's own doing (4400, 4413, 4429)
/// @param settled a link that lived this long starts the backoff afresh; one that dies sooner does
///   not, so that a gateway that throws its clients out isn't hammered
public record Timing(
    Duration firstBackoff,
    Duration mostBackoff,
    Duration answerPatience,
    Duration easeOff,
    Duration settled) {

  public static Timing usual() {
    return new Timing(
        Duration.ofMillis(250),
        Duration.ofSeconds(10),
        Duration.ofSeconds(6),
        Duration.ofSeconds(1),
        Duration.ofSeconds(10));
  }
}
