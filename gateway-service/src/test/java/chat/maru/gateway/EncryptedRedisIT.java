package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.contract.node.RedisKeys;
import chat.maru.testkit.Servers;
import chat.maru.testkit.WithServers;
import chat.maru.testkit.process.Ports;
import chat.maru.testkit.server.RedisServer;
import chat.maru.testkit.server.SecuredDoor;
import chat.maru.testkit.server.ServerOptions;
import chat.maru.testkit.tls.CertificateFiles;
import chat.maru.testkit.tls.LocalAuthority;
import chat.maru.tls.InsecureStartException;
import io.lettuce.core.RedisClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A gateway with the settings of docs/deployment.md for Redis, on one that wants TLS and a user.
@WithServers(WithServers.Kind.KAFKA)
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
class EncryptedRedisIT {
  private @TempDir Path folder;

  @Test
  void sessionsAreFoundThroughAnEncryptedRedisThatKnowsItsUsers(Servers servers) throws Exception {
    CertificateFiles certificate =
        new LocalAuthority(folder.resolve("ca"), Clock.systemUTC()).issue(Duration.ofDays(1));
    var secured = new SecuredDoor(Ports.free(), certificate);
    var place =
        new ServerOptions(
            folder.resolve("redis"),
            Ports.free(),
            folder.resolve("redis.log"),
            ServerOptions.Durability.FAST);
    RedisServer redis =
        RedisServer.start(place, secured, "user gateway on >secret ~* &* +@all -@dangerous +info");
    try (var chatService =
            new FakeChatService(Files.readString(servers.serviceTokenFile()), servers.keyring());
        var _ =
            new GatewayNode(
                "secured-1",
                servers,
                chatService,
                "spring.data.redis.host=127.0.0.1",
                "spring.data.redis.port=" + secured.port(),
                "spring.data.redis.username=gateway",
                "spring.data.redis.password=secret",
                "spring.data.redis.ssl.bundle=servers",
                "spring.ssl.bundle.pem.servers.truststore.certificate="
                    + certificate.authority().toUri())) {
      RedisClient plain = RedisClient.create(redis.url());
      try (var connection = plain.connect()) {
        assertThat(connection.sync().get(RedisKeys.node("secured-1"))).contains("secured-1");
        assertThat(connection.sync().clientList().lines().filter(c -> c.contains("user=gateway")))
            .hasSizeGreaterThanOrEqualTo(2); // commands and the node channel
      } finally {
        plain.shutdown();
      }
    } finally {
      redis.stop();
    }
  }

  @Test
  void productionRefusesAPlainWayToRedisAndKafka(Servers servers) throws Exception {
    try (var chatService =
        new FakeChatService(Files.readString(servers.serviceTokenFile()), servers.keyring())) {
      assertThatThrownBy(() ->
              new GatewayNode(
                  "plain-1",
                  servers,
                  chatService,
                  "spring.profiles.active=production",
                  "spring.data.redis.host=127.0.0.1",
                  "spring.data.redis.password=secret"))
          .isInstanceOf(InsecureStartException.class)
          .hasMessageContaining("Kafka: security.protocol PLAINTEXT")
          .hasMessageContaining("Redis: no TLS (expected: ")
          .hasMessageNotContaining("PostgreSQL");
    }
  }
}
