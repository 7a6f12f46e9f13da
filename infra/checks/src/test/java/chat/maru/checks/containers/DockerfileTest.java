package chat.maru.checks.containers;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.checks.NodePackages;
import chat.maru.checks.Tools;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerfileTest {
  @TempDir private Path temporary;

  private final Dockerfile dockerfile = Dockerfile.ours();

  @Test
  void theLinterOfDockerfilesHasNothingToSay() throws IOException {
    Tools.Result result = lint(Dockerfile.file());

    assertThat(result.status()).as(result.output()).isZero();
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {"WORKDIR /app|WORK /app", "--retries=3|--retries=often", "USER 10001|USER"})
  void theLinterFindsABrokenCopy(String right, String wrong) throws IOException {
    Path broken = Files.writeString(temporary.resolve("Dockerfile"), changed(right, wrong));

    assertThat(lint(broken).status()).isNotZero();
  }

  @Test
  void theImageKeepsOurRules() {
    assertThat(DockerfileRules.violations(dockerfile)).isEmpty();
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "USER 10001:10001|USER maru|USER is not",
        "USER 10001:10001|USER 0:0|USER is not",
        "USER 10001:10001||USER is not",
        "25.0.3_9-jre-noble|latest|FROM is not pinned",
        "eclipse-temurin:|registry.example.org/temurin:|FROM is not pinned",
        "ENTRYPOINT [\"java\"|ENTRYPOINT exec java #|ENTRYPOINT is not",
        "HEALTHCHECK --interval|#|HEALTHCHECK is not",
        "CMD [\"bash\", \"-c\",|CMD bash -c|HEALTHCHECK is not",
        "COPY ${SERVICE}|ADD ${SERVICE}|ADD fetches",
        "ENV SERVER_ADDRESS=|ENV DATABASE_PASSWORD=|ENV holds",
      })
  void everyRuleIsFoundBroken(String right, String wrong, String rule) throws IOException {
    String text = changed(right, wrong == null ? "" : wrong);

    assertThat(DockerfileRules.violations(Dockerfile.parse(text)))
        .singleElement()
        .asString()
        .startsWith(rule);
  }

  @Test
  void nothingButTheJarsGoesToTheBuilder() throws IOException {
    assertThat(Files.readAllLines(Tools.root().resolve(".dockerignore")))
        .filteredOn(line -> !line.startsWith("#"))
        .containsExactly(
            "*",
            "!gateway-service/target/gateway-service.jar",
            "!chat-service/target/chat-service.jar",
            "!persistence-service/target/persistence-service.jar");
  }

  @Test
  void theJvmTakesItsFlags() throws Exception {
    List<String> command = new ArrayList<>(dockerfile.last("ENTRYPOINT").exec());
    command.set(0, Path.of(System.getProperty("java.home"), "bin/java").toString());
    command = command.subList(0, command.indexOf("-jar"));
    command.add("-version");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .put("JAVA_TOOL_OPTIONS", dockerfile.environment().get("JAVA_TOOL_OPTIONS"));
    Process java = builder.start();
    String output = new String(java.getInputStream().readAllBytes());

    assertThat(java.waitFor()).as(output).isZero();
    assertThat(output).doesNotContain("warning").contains("UseSerialGC");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({"200,true", "503,false", "404,false"})
  void theHealthCheckTellsWhetherTheServiceIsReady(int status, boolean healthy) throws Exception {
    var asked = new ArrayList<String>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    try {
      assertThat(isHealthy(server.getAddress().getPort())).isEqualTo(healthy);
      assertThat(asked).containsExactly("GET /actuator/health/readiness");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aServiceThatDoesNotListenIsUnhealthy() throws Exception {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    assertThat(isHealthy(free)).isFalse();
  }

  private boolean isHealthy(int port) throws Exception {
    Tools.find("bash", "apt-get install bash");
    var builder = new ProcessBuilder(dockerfile.last("HEALTHCHECK").exec());
    builder.environment().put("MANAGEMENT_SERVER_PORT", Integer.toString(port));
    Process check = builder.redirectErrorStream(true).start();
    assertThat(check.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return check.exitValue() == 0;
  }

  private static Tools.Result lint(Path file) throws IOException {
    return NodePackages.install()
        .run("node_modules/dockerfile-utils/bin/dockerfile-utils", "lint", file.toString());
  }

  private static String changed(String right, String wrong) throws IOException {
    String text = Files.readString(Dockerfile.file());
    assertThat(text).contains(right);
    return text.replace(right, wrong);
  }
}
