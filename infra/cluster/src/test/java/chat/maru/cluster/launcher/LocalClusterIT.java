package chat.maru.cluster.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.cluster.client.api.AuthApi;
import chat.maru.cluster.client.api.ChatApi;
import chat.maru.cluster.client.api.PasswordCredentials;
import chat.maru.cluster.client.api.Post;
import chat.maru.cluster.demo.DemoData;
import chat.maru.cluster.launcher.ClusterOptions.Trait;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The real services in a folder of their own.
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LocalClusterIT {

  @TempDir Path temporary;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void whatIsHurtIsMendedAndARestartFindsEverythingOnce() throws Exception {
    var options = ClusterOptions.forTests(temporary.resolve("with space")).with(Trait.DEMO, true);
    List<Post> made;
    try (var cluster = LocalCluster.start(options)) {
      assertThat(get(cluster.state().page() + "/").statusCode()).isEqualTo(200);
      made = posts(cluster);
      assertThat(made).hasSize(12);

      cluster.gateway(0).kill();
      cluster.redis().kill();
      cluster.chatService(0).freeze();
      cluster.mend();

      assertThat(cluster.gateway(0).isReady()).isTrue();
      assertThat(posts(cluster)).isEqualTo(made);
    }
    try (var cluster = LocalCluster.start(options)) {
      assertThat(get(cluster.chatService(0).management() + "/actuator/prometheus").body())
          .as("what was made is not looked for")
          .contains("http_server_requests")
          .doesNotContain("/api/auth/register");
      assertThat(posts(cluster)).isEqualTo(made);
    }
  }

  @Test
  void everyNodeStartsFromItsCacheAndTellsItsMetrics() throws Exception {
    var options =
        ClusterOptions.forTests(temporary)
            .with(ServiceKind.GATEWAY, 1)
            .with(ServiceKind.CHAT, 2)
            .with(ServiceKind.PERSISTENCE, 2);
    try (var cluster = LocalCluster.start(options)) {
      for (ServiceKind kind : ServiceKind.values()) {
        for (ServiceProcess node : cluster.nodes(kind)) {
          assertThat(ProcessHandle.of(node.pid()).orElseThrow().info().commandLine().orElseThrow())
              .as(node.name())
              .contains("-XX:AOTCache=");
          assertThat(get(node.management() + "/actuator/prometheus").body())
              .as(node.name())
              .contains("jvm_memory_used_bytes");
        }
      }
    }
  }

  private List<Post> posts(LocalCluster cluster) {
    var page = URI.create(cluster.state().page());
    var account = DemoData.ACCOUNTS.getFirst();
    var credentials =
        new PasswordCredentials(new AuthApi(http, page), account.username(), account.password());
    return new ChatApi(http, page, credentials).posts(100, null).items();
  }

  private HttpResponse<String> get(String address) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
  }
}
