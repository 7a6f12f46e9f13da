package chat.maru.cluster.storm;

import chat.maru.cluster.keys.IssuerKey;
import chat.maru.cluster.state.ClusterState;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// Good access tokens, each another one, made without a password. They end with the issuer's own
/// after a quarter of an hour, or storms would have to renew them.
final class Tokens {
  private static final Duration LIFE = Duration.ofMinutes(14);

  private final IssuerKey issuer;

  Tokens(ClusterState state) {
    issuer = IssuerKey.of(state);
  }

  String of(UUID userId) {
    return issuer.token(userId.toString(), LIFE);
  }

  /// Of people who never registered.
  List<String> ofStrangers(int count) {
    return Stream.generate(() -> of(UUID.randomUUID())).limit(count).toList();
  }
}
