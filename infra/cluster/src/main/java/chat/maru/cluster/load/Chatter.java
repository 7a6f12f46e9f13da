package chat.maru.cluster.load;

import chat.maru.cluster.client.wire.WebSockets;
import chat.maru.cluster.state.ClusterState;
import java.nio.file.Path;
import java.util.List;

/// Pairs who talk beside something else, so that it shows what others notice of it.
public final class Chatter implements AutoCloseable {
  private static final int BODY = 100;

  private final WebSockets sockets;
  private final Crowd crowd;
  private final Pairs pairs;

  /// Registers them and opens their rooms, on the gateways that `state` names.
  public Chatter(ClusterState state, int count) {
    sockets = new WebSockets(1, state.trust());
    crowd = new Crowd(state);
    pairs = new Pairs(crowd, sockets, count);
  }

  /// Returns when all of it came, or some fifteen seconds after it should have come.
  public TrafficFigures talk(int rate, int seconds) {
    var options =
        new LoadOptions(Path.of(""), null, 1, pairs.count(), List.of(rate), 0, seconds, BODY, null);
    return new Traffic(options, rate, pairs).measure();
  }

  @Override
  public void close() {
    pairs.close();
    crowd.close();
    sockets.close();
  }
}
