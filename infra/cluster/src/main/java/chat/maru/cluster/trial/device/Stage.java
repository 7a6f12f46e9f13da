package chat.maru.cluster.trial.device;

import chat.maru.cluster.client.api.ChatApi;
import chat.maru.cluster.client.wire.WebSockets;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/// What all devices of a run share.
///
/// @param gateways WebSocket addresses
/// @param chatServices base addresses
/// @param histories folder for the files
public record Stage(
    WebSockets sockets,
    HttpClient http,
    List<URI> gateways,
    List<URI> chatServices,
    Path histories,
    Clock clock,
    Ledger ledger) {

  /// A user's REST calls through each chat-service.
  List<ChatApi> apis(Person who) {
    return chatServices.stream().map(base -> new ChatApi(http, base, who.credentials())).toList();
  }
}
