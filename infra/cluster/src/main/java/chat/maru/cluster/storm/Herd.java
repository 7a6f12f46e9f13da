package chat.maru.cluster.storm;

import chat.maru.cluster.client.wire.WebSockets;
import chat.maru.cluster.state.ClusterState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The process that holds one gateway's idle connections for [IdleStorm], since one process may not
/// open files for all of them. For each line with a number it opens so many more and answers with
/// the seconds from the first `connect` to the last `welcome`; it ends with its input.
final class Herd {
  private static final int THREADS = 1;

  private Herd() {}

  /// @param arguments path of `cluster.json`, the gateway's index, handshakes at once
  public static void main(String[] arguments) throws IOException {
    ClusterState state = ClusterState.parse(Files.readString(Path.of(arguments[0])));
    URI gateway = URI.create(state.gateways().get(Integer.parseInt(arguments[1])).url());
    Rush rush = new Rush(Integer.parseInt(arguments[2]));
    Tokens tokens = new Tokens(state);
    List<Client> herd = new ArrayList<>();
    try (WebSockets sockets = new WebSockets(THREADS, state.trust().amongStrangers());
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String order; (order = orders.readLine()) != null; ) {
        List<Client> more =
            tokens.ofStrangers(Integer.parseInt(order)).stream()
                .map(token -> new Client(sockets, () -> List.of(gateway), token, new Mishaps()))
                .toList();
        herd.addAll(more);
        System.out.println(rush.admit(more).seconds());
      }
    }
  }
}
