package chat.maru.cluster.client;

import java.net.URI;
import java.util.List;
import java.util.Map;

/// How a [ChatClient] connects.
///
/// @param gateways WebSocket addresses, tried in turn; empty = ask for a ticket, whose answer names
///   a gateway
/// @param heads what the device has of each room already; a room that is not named is shown from
///   its first message on
/// @param timing how long it waits for what
public record Settings(List<URI> gateways, Map<String, Long> heads, Timing timing) {

  /// Through these gateways, from the beginning of every room.
  public static Settings through(URI... gateways) {
    return new Settings(List.of(gateways), Map.of(), Timing.usual());
  }

  /// Wherever a ticket leads, as browsers do.
  public static Settings throughTickets() {
    return through();
  }
}
