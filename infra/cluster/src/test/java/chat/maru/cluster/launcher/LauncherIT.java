package chat.maru.cluster.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.cluster.state.ClusterState;
import chat.maru.testkit.process.Ports;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The launcher as a user runs it: a process of its own, real servers, services that pretend.
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LauncherIT {

  @TempDir Path temporary;
  private Path data;
  private int base;
  private Process launcher;
  private final StringBuilder output = new StringBuilder();

  @BeforeEach
  void prepare() throws Exception {
    FakeService.home(temporary.resolve("a home"));
    data = temporary.resolve("a home").resolve("data");
    base = PortPlan.freeBase();
  }

  @AfterEach
  void leaveNothing() throws Exception {
    if (launcher != null) {
      launcher.destroy();
      launcher.waitFor();
    }
  }

  @Test
  void itTellsWhereEverythingIsAndStopsServicesFirstWhenAsked() throws Exception {
    launch();
    awaitOutput("Maru is up");
    var state = state();

    awaitOutput(state.page());
    assertThat(output).contains("kafka ", "gateway-2 ");
    assertThat(state.gateways()).hasSize(2);
    assertThat(pids(state)).allMatch(LauncherIT::isAlive);
    assertThat(data.resolve("prometheus/targets.json")).content().contains("persistence-service-1");
    long held = Files.size(data.resolve("logs/gateway-1.log"));
    assertThat(held).isPositive();

    // Its handle leaves open what the process itself closes at once: the pipe with its last words.
    assertThat(launcher.toHandle().destroy()).isTrue();

    assertThat(outputToTheEnd()).contains("Stopped.");
    launcher.waitFor();
    assertThat(pids(state)).noneMatch(LauncherIT::isAlive);
    assertThat(ended("gateway-1")).isLessThan(ended("chat-service-1"));
    assertThat(data.resolve("cluster.json")).doesNotExist();
    assertThat(data.resolve("prometheus/targets.json")).doesNotExist();
    assertThat(data.resolve("postgres/data/postmaster.pid")).doesNotExist();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void nothingOutlivesALauncherThatIsKilledHardAndTheNextFindsTheData() throws Exception {
    launch();
    awaitOutput("Maru is up");
    var state = state();

    launcher.destroyForcibly().waitFor();
    for (long pid : pids(state)) {
      ProcessHandle.of(pid).ifPresent(left -> left.onExit().orTimeout(15, TimeUnit.SECONDS).join());
    }
    launch();
    awaitOutput("Maru is up");

    assertThat(state().postgres().password()).isEqualTo(state.postgres().password());
  }

  @Test
  void aServiceThatDiesIsToldInOneLineAndNothingIsLeftRunning() throws Exception {
    launch();
    awaitOutput("Maru is up");
    var state = state();

    ProcessHandle.of(state.gateways().get(1).pid()).orElseThrow().destroyForcibly();

    assertThat(launcher.waitFor()).isEqualTo(1);
    assertThat(errors())
        .containsExactly(
            "error: gateway-2 died (signal 9): gateway-2 pretends; log: "
                + state.gateways().get(1).log());
    assertThat(pids(state)).noneMatch(LauncherIT::isAlive);
  }

  @Test
  void aServiceThatCannotStartIsToldInOneLineAndNothingIsLeftRunning() throws Exception {
    launch(Map.of("MARU_JAVA_OPTS_PERSISTENCE", "-Dfake.end=true"));
    assertThat(launcher.waitFor()).isEqualTo(1);
    assertThat(errors())
        .containsExactly(
            "error: persistence-service-1 died (exit code 3): ERROR persistence-service-1 has no heart"
                + " in it; log: "
                + data.resolve("logs/persistence-service-1.log"));
    assertThat(Ports.isFree(new PortPlan(base).kafka())).isTrue();
    assertThat(Ports.isFree(new PortPlan(base).postgres())).isTrue();
  }

  @Test
  void aRehearsalThatFailsIsToldAndTheStartGoesOn() throws Exception {
    launch(Map.of(), List.of());
    awaitOutput("Maru is up");

    assertThat(output)
        .contains("Rehearsing", "The rehearsal failed", "preparing failed", "gateway-2 ");
    assertThat(data.resolveSibling("infra/cluster/target")).isEmptyDirectory();
  }

  @Test
  void aPortInUseIsToldInOneLineBeforeAnythingStarts() throws Exception {
    try (var _ = new ServerSocket(base + 2, 1, InetAddress.getLoopbackAddress())) {
      launch();
      assertThat(launcher.waitFor()).isEqualTo(1);
    }
    assertThat(errors())
        .containsExactly(
            "error: port %d (gateway-2): in use by another program; stop it or move all ports with --port-base"
                .formatted(base + 2));
    assertThat(data.resolve("kafka")).doesNotExist();
  }

  private void launch() throws Exception {
    launch(Map.of());
  }

  private void launch(Map<String, String> environment) throws Exception {
    launch(environment, List.of("--quick"));
  }

  private void launch(Map<String, String> environment, List<String> further) throws Exception {
    var line =
        new ArrayList<>(List.of(Java.program(), "-cp", System.getProperty("java.class.path")));
    line.add("-Dmaru.home=" + data.getParent());
    line.addAll(List.of(Cluster.class.getName(), "--port-base", "" + base, "--no-demo"));
    line.addAll(further);
    var builder = new ProcessBuilder(line).redirectError(temporary.resolve("err").toFile());
    builder.environment().putAll(environment);
    output.setLength(0);
    launcher = builder.start();
  }

  private void awaitOutput(String text) throws Exception {
    while (output.indexOf(text) < 0) {
      String line = said().readLine();
      if (line == null) {
        throw new AssertionError(output + "\n" + errors());
      }
      output.append(line).append('\n');
    }
  }

  /// What it has said since it was started, to the last word.
  private String outputToTheEnd() throws Exception {
    return output + said().readAllAsString();
  }

  private BufferedReader said() {
    return launcher.inputReader(StandardCharsets.UTF_8);
  }

  private List<String> errors() throws Exception {
    return Files.readAllLines(temporary.resolve("err"));
  }

  private ClusterState state() throws Exception {
    return ClusterState.parse(Files.readString(data.resolve("cluster.json")));
  }

  private long ended(String node) throws Exception {
    return Files.readAllLines(data.resolve("logs").resolve(node + ".log")).stream()
        .filter(line -> line.startsWith("ended at "))
        .mapToLong(line -> Long.parseLong(line.substring("ended at ".length())))
        .findFirst()
        .orElseThrow();
  }

  private static List<Long> pids(ClusterState state) {
    return Stream.of(
            state.gateways().stream().map(ClusterState.Gateway::pid),
            state.chatServices().stream().map(ClusterState.ChatService::pid),
            state.persistenceServices().stream().map(ClusterState.PersistenceService::pid),
            Stream.of(state.kafka().pid(), state.redis().pid(), state.postgres().pid()))
        .flatMap(pids -> pids)
        .toList();
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }
}
