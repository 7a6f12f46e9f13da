package chat.maru.cluster.client;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// How a [ChatClient] connects.
///
/// @param gateways WebSocket addresses, tried in turn; empty = ask for a ticket, whose answer names
///   a gateway
/// @param heads what the device has of each room already; a room that is not named is shown from
///   its first message on
/// @param firstBackoff ceiling of the first random wait after a loss; it doubles
/// @param mostBackoff ceiling of all waits
public record Settings(
    List<URI> gateways, Map<String, Long> heads, Duration firstBackoff, Duration mostBackoff) {

  /// Through these gateways, from the beginning of every room.
  public static Settings through(URI... gateways) {
    return new Settings(
        List.of(gateways), Map.of(), Duration.ofMillis(250), Duration.ofSeconds(10));
  }

  /// Wherever a ticket leads, as browsers do.
  public static Settings throughTickets() {
    return through();
  }
}
