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

/// Crowds of strangers who come, ask what they missed, and go, and some who are no strangers and
/// ask for their rooms' last messages: what follows the loss of a gateway, on a small scale.
public final class SomeVisits {
  private static final int THREADS = 1;
  private static final int CROWDS = 4;
  private static final int CROWD = 500;
  private static final int AT_ONCE = 16;
  private static final int ROUNDS = 6;
  private static final int MISSED = 3;

  private final ClusterState state;
  private final Tokens tokens;

  private SomeVisits(ClusterState state) {
    this.state = state;
    tokens = new Tokens(state);
  }

  /// Returns when all have gone and all questions have their answers; one that fails is let go.
  ///
  /// @param known tokens of people with rooms
  public static void to(ClusterState state, List<String> known) {
    var visits = new SomeVisits(state);
    try (WebSockets sockets = new WebSockets(THREADS, state.trust());
        CatchUps catchUps = new CatchUps(state)) {
      for (int i = 0; i < CROWDS; i++) {
        visits.comeAndGo(sockets, catchUps);
      }
      askAgainAndAgain(known, catchUps);
    }
  }

  private void comeAndGo(WebSockets sockets, CatchUps catchUps) {
    URI gateway = URI.create(state.gateways().getFirst().url());
    List<String> crowd = tokens.ofStrangers(CROWD);
    List<Client> clients =
        crowd.stream()
            .map(token -> new Client(sockets, () -> List.of(gateway), token, new Mishaps()))
            .toList();
    var rush = new Rush(AT_ONCE);
    var _ = rush.admit(clients);
    var _ = pages(crowd, token -> catchUps.ask(token, Map.of()));
    rush.dismiss(clients);
  }

  private static void askAgainAndAgain(List<String> known, CatchUps catchUps) {
    Map<String, Long> heads =
        pages(known, token -> catchUps.ask(token, Map.of())).stream()
            .flatMap(page -> page.items().stream())
            .collect(
                Collectors.toMap(
                    SyncPage.Item::roomId,
                    item -> Math.max(0, item.headSeq() - MISSED),
                    Math::max));
    for (int i = 0; i < ROUNDS; i++) {
      var _ = pages(known, token -> catchUps.ask(token, heads));
    }
  }

  /// All are asked before the first answer is awaited.
  private static List<SyncPage> pages(
      List<String> askers, Function<String, CompletableFuture<SyncPage>> ask) {
    return askers.stream()
        .map(token -> ask.apply(token).exceptionally(_ -> new SyncPage(List.of(), false)))
        .toList()
        .stream()
        .map(CompletableFuture::join)
        .toList();
  }
}
