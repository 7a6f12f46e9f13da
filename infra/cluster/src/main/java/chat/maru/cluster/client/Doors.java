package chat.maru.cluster.client;

import chat.maru.cluster.client.api.ChatApi;
import chat.maru.cluster.client.api.Credentials;
import chat.maru.cluster.client.api.SocketTicket;
import chat.maru.cluster.client.wire.Handshake;
import java.net.URI;
import java.util.List;

/// Where the next attempt to connect goes, and with what in hand. Blocks; called on virtual
/// threads.
final class Doors {
  private final List<URI> gateways;
  private final ChatApi api;
  private final Credentials credentials;
  private int next;

  Doors(List<URI> gateways, ChatApi api, Credentials credentials) {
    this.gateways = gateways;
    this.api = api;
    this.credentials = credentials;
  }

  /// One attempt at a time.
  Attempt next() {
    String token = credentials.token();
    if (gateways.isEmpty()) {
      SocketTicket ticket = api.ticket(null);
      return new Attempt(Handshake.withTicket(URI.create(ticket.url()), ticket.ticket()), token);
    }
    URI gateway = gateways.get(next++ % gateways.size());
    return new Attempt(Handshake.withToken(gateway, token), token);
  }

  /// @param token that stands behind the handshake, to be renewed when it is turned down
  record Attempt(Handshake handshake, String token) {}
}
