package chat.maru.cluster.state;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.cluster.demo.DemoData;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

public class ClusterStateTest {

  public static final ClusterState STATE =
      new ClusterState(
          "http://127.0.0.1:8080",
          List.of(
              new ClusterState.Gateway(
                  "gateway-1",
                  1,
                  "ws://127.0.0.1:8081/ws",
                  "http://127.0.0.1:8200",
                  Path.of("/data/logs/gateway-1.log"))),
          List.of(
              new ClusterState.ChatService(
                  "chat-service-1",
                  2,
                  "http://127.0.0.1:8080",
                  "http://127.0.0.1:8190",
                  "http://127.0.0.1:8180",
                  Path.of("/data/logs/chat-service-1.log"))),
          List.of(
              new ClusterState.PersistenceService(
                  "persistence-service-1",
                  3,
                  "http://127.0.0.1:8240",
                  Path.of("/data/logs/persistence-service-1.log"))),
          new ClusterState.Kafka(4, "127.0.0.1:8280", Path.of("/data/logs/kafka.log")),
          new ClusterState.Redis(5, "127.0.0.1", 8282, Path.of("/data/logs/redis.log")),
          new ClusterState.Postgres(
              6,
              "jdbc:postgresql://127.0.0.1:8283/maru",
              "maru",
              "secret",
              Path.of("/data/logs/postgres.log")),
          DemoData.ACCOUNTS,
          "2026-01-02T03:04:05.678Z",
          Path.of("/data/keyring.json"),
          "file:/data/kek.json",
          Path.of("/data/service-token"),
          null);

  @Test
  void whatIsWrittenIsRead() {
    assertThat(ClusterState.parse(STATE.json())).isEqualTo(STATE);
  }

  @Test
  void pathsAreWrittenAsPeopleTypeThem() {
    assertThat(STATE.json())
        .contains("\"/data/logs/gateway-1.log\"", "\"pid\" : 1", "\"startedAt\"");
  }
}
