package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.cluster.state.ClusterState;
import chat.maru.contract.cipher.KeyEncryptionKey;
import chat.maru.contract.cipher.Keyring;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The packaged persistence-service as an operator runs it: `--keys=STEP`.
record KeyCommand(ClusterState state, HttpClient http) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  static KeyCommand of(ClusterState state) {
    return new KeyCommand(state, HttpClient.newHttpClient());
  }

  /// All steps of a rotation of the keyring, each when all nodes have read the one before.
  void rotate() {
    String _ = run("add");
    awaitAllNodes();
    String _ = run("promote");
    awaitAllNodes();
    String _ = run("rewrap");
    Looking.until(PATIENCE, () -> run(List.of("--keys=drop", "--settled=5s")).exit() == 0);
    awaitAllNodes();
  }

  /// @return what it said
  String run(String step, String... options) {
    List<String> arguments = new ArrayList<>(List.of("--keys=" + step));
    arguments.addAll(List.of(options));
    Said said = run(arguments);
    assertThat(said.exit()).as(said.text()).isZero();
    return said.text();
  }

  private record Said(int exit, String text) {}

  private Said run(List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                "../../persistence-service/target/persistence-service.jar",
                "--spring.datasource.url=" + state.postgres().jdbcUrl(),
                "--spring.datasource.username=" + state.postgres().username(),
                "--spring.datasource.password=" + state.postgres().password(),
                "--maru.keyring-file=" + state.keyring(),
                "--maru.kek=" + state.kek()));
    command.addAll(arguments);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      return new Said(process.exitValue(), text);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /// By their meters, which tell how many keys they have and which wraps.
  private void awaitAllNodes() {
    Keyring written = Keyring.load(state.keyring(), KeyEncryptionKey.of(state.kek()));
    List<String> lines =
        List.of(" " + (double) written.size(), " " + Double.toString(written.primaryId()));
    Stream.of(
            state.gateways().stream().map(ClusterState.Gateway::management),
            state.chatServices().stream().map(ClusterState.ChatService::management),
            state.persistenceServices().stream().map(ClusterState.PersistenceService::management))
        .flatMap(nodes -> nodes)
        .forEach(node -> Looking.until(PATIENCE, () -> hasRead(node, lines)));
  }

  private boolean hasRead(String management, List<String> values) {
    List<String> meters =
        scrape(management).lines().filter(line -> line.startsWith("maru_keyring_")).toList();
    return meters.size() == 2
        && values.stream()
            .allMatch(value -> meters.stream().anyMatch(line -> line.endsWith(value)));
  }

  private String scrape(String management) {
    var request = HttpRequest.newBuilder(URI.create(management + "/actuator/prometheus")).build();
    return http.sendAsync(request, BodyHandlers.ofString()).join().body();
  }
}
