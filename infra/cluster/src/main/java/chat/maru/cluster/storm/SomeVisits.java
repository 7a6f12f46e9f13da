package chat.maru.cluster.storm;

import chat.maru.cluster.client.api.SyncPage;
import chat.maru.cluster.client.wire.WebSockets;
import chat.maru.cluster.state.ClusterState;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What follows the loss of a gateway, on a small scale: crowds of strangers who come, go and ask
/// what they missed, and people with rooms who ask for their last messages.
public final class SomeVisits {
  private static final int THREADS = 1;
  private static final int CROWDS = 4;
  private static final int CROWD = 500;
  private static final int AT_ONCE = 16;
  private static final int QUESTIONS = 6; // of each of the known
  private static final int MISSED = 3; // messages of each room

  private SomeVisits() {}

  /// Returns when all have gone and have their answers. A question that is refused is let go: on a
  /// slow machine most of them are rehearsal enough.
  ///
  /// @param known tokens of people with rooms
  public static void to(ClusterState state, List<String> known) {
    var tokens = new Tokens(state);
    try (WebSockets sockets = new WebSockets(THREADS, state.trust());
        CatchUps catchUps = new CatchUps(state)) {
      for (int i = 0; i < CROWDS; i++) {
        List<String> crowd = tokens.ofStrangers(CROWD);
        comeAndGo(crowd, state, sockets);
        answers(crowd, token -> catchUps.ask(token, Map.of()));
      }
      answers(known, token -> askAgainAndAgain(token, catchUps));
    }
  }

  private static void comeAndGo(List<String> crowd, ClusterState state, WebSockets sockets) {
    List<URI> gateways = List.of(URI.create(state.gateways().getFirst().url()));
    var mishaps = new Mishaps();
    List<Client> clients =
        crowd.stream().map(token -> new Client(sockets, () -> gateways, token, mishaps)).toList();
    var rush = new Rush(AT_ONCE);
    var _ = rush.admit(clients);
    rush.dismiss(clients);
  }

  private static void answers(
      List<String> askers, Function<String, CompletableFuture<?>> question) {
    var _ =
        CompletableFuture.allOf(askers.stream().map(question).toArray(CompletableFuture[]::new))
            .handle((_, _) -> "")
            .join();
  }

  private static CompletableFuture<SyncPage> askAgainAndAgain(String token, CatchUps catchUps) {
    CompletableFuture<SyncPage> page = catchUps.ask(token, Map.of());
    for (int i = 0; i < QUESTIONS; i++) {
      page = page.thenCompose(before -> catchUps.ask(token, almost(before)));
    }
    return page;
  }

  /// The heads of a device that lacks each room's last messages.
  private static Map<String, Long> almost(SyncPage page) {
    return page.items().stream()
        .collect(
            Collectors.toMap(SyncPage.Item::roomId, item -> Math.max(0, item.headSeq() - MISSED)));
  }
}
