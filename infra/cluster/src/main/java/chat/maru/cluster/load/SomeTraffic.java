package chat.maru.cluster.load;

import chat.maru.cluster.client.wire.WebSockets;
import chat.maru.cluster.state.ClusterState;
import java.nio.file.Path;
import java.util.List;

/// People who register, log in, lend things and talk, for as long as it takes until the services
/// have seen most of what they do all day.
public final class SomeTraffic {
  private static final int PAIRS = 40;
  private static final int THREADS = 1;
  private static final int BODY = 100;
  private static final int SECONDS = 6;
  private static final List<Integer> RATES = List.of(300, 800);

  private SomeTraffic() {}

  /// Returns when all of it came, or some fifteen seconds after it should have come.
  ///
  /// @return the access tokens of those who talked
  public static List<String> through(ClusterState state) {
    var options = new LoadOptions(Path.of(""), null, 1, PAIRS, RATES, 0, SECONDS, BODY, null);
    try (WebSockets sockets = new WebSockets(THREADS, state.trust());
        Crowd crowd = new Crowd(state);
        Pairs pairs = new Pairs(crowd, sockets, PAIRS)) {
      RATES.forEach(rate -> new Traffic(options, rate, pairs).measure());
      return pairs.tokens();
    }
  }
}
