package chat.maru.persistence;

import static chat.maru.testkit.WithServers.Kind.KAFKA;
import static chat.maru.testkit.WithServers.Kind.POSTGRES;
import static java.util.UUID.randomUUID;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.contract.topic.Topics;
import chat.maru.persistence.support.RunningService;
import chat.maru.persistence.support.Scene;
import chat.maru.persistence.support.World;
import chat.maru.testkit.Servers;
import chat.maru.testkit.WithServers;
import chat.maru.tls.InsecureStartException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The profile `production` on a broker that keeps one copy.
@WithServers(
    value = {KAFKA, POSTGRES},
    freshDatabase = true)
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
class ProductionIT {
  private static final String GROUP = "production-it";

  @Test
  void d1AnUnderReplicatedTopicKeepsTheServiceFromStarting(Servers servers) {
    assertThatThrownBy(() -> RunningService.start(servers, GROUP, production()))
        .hasRootCauseInstanceOf(RefusedStartException.class)
        .rootCause()
        .hasMessageContaining(Topics.INBOUND + ": replication factor 1 (expected: >= 3)")
        .hasMessageContaining(Topics.MESSAGES + ": min.insync.replicas 1 (expected: >= 2)");
  }

  @Test
  void plainWaysToTheServersKeepItFromStartingAndAreAllNamed(Servers servers) {
    assertThatThrownBy(() ->
            RunningService.start(servers, GROUP, Map.of("spring.profiles.active", "production")))
        .isInstanceOf(InsecureStartException.class)
        .hasMessageContaining("Kafka: security.protocol PLAINTEXT (expected: SASL_SSL or SSL)")
        .hasMessageContaining("PostgreSQL: sslmode prefer (expected: verify-full)");
  }

  @Test
  void whoeverAcceptsTheLossMayStartAllTheSame(Servers servers) {
    try (World world = new World(servers);
        var _ =
            RunningService.start(
                servers, GROUP, production("maru.topics.allow-under-replicated", "true"))) {
      Scene scene = world.scene();
      world.append(scene.fromBorrower(randomUUID(), "a"));

      await().until(() -> world.head(scene) == 1);
    }
  }

  /// On servers of a test, which speak plain text.
  private static Map<String, String> production(String... more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("spring.profiles.active", "production");
    settings.put("maru.tls.allow-plaintext-backends", "kafka,postgresql");
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return settings;
  }
}
