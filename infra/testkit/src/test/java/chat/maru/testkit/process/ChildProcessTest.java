package chat.maru.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChildProcessTest {

  @TempDir Path folder;

  @Test
  void aChildThatDiesIsToldInOneLineWithItsLastErrorAndItsLog() {
    var child = shell("echo 'ERROR no disk'; echo bye; exit 3");
    child.onExit().join();

    assertThatThrownBy(() -> ready(child))
        .isInstanceOf(ChildFailedException.class)
        .hasMessage("child died (exit code 3): ERROR no disk; log: " + child.log());
    assertThat(child.endMeant()).isFalse();
  }

  @Test
  void aChildThatNeverBecomesReadyIsToldInOneLine() {
    var child = shell("echo waiting; exec sleep 60");
    assertThatThrownBy(() -> ready(child))
        .hasMessage(
            "child did not become ready (waited for nothing): waiting; log: " + child.log());
    child.kill();
    assertThat(child.isAlive()).isFalse();
    assertThat(child.endMeant()).isTrue();
  }

  @Test
  void aChildThatIgnoresTheWishToEndIsKilledWhenPatienceIsOver() throws Exception {
    var child = shell("trap '' TERM; echo deaf; while true; do sleep 0.1; done");
    awaitText(child.log(), "deaf");
    assertThat(child.stop(Duration.ofMillis(300))).isFalse();
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void aFrozenChildDoesNothingUntilThawedAndEndsWhenAsked() throws Exception {
    var child = shell("while true; do echo tick; sleep 0.02; done");
    awaitText(child.log(), "tick");
    child.freeze();
    long size = Files.size(child.log());
    TimeUnit.MILLISECONDS.sleep(300);
    assertThat(Files.size(child.log())).isEqualTo(size);
    child.thaw();
    awaitGrowth(child.log(), size);
    child.freeze();
    assertThat(child.stop(Duration.ofSeconds(10))).isTrue();
  }

  /// The kernel's promise (Linux): however hard the parent dies, the child follows.
  @Test
  @EnabledOnOs(OS.LINUX)
  void aKilledParentTakesItsChildrenAlong() throws Exception {
    var parent =
        ChildProcess.start(
            new ChildCommand(
                "parent",
                List.of(),
                List.of(
                    Path.of(System.getProperty("java.home"), "bin/java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Parent.class.getName(),
                    folder.toString()),
                Map.of(),
                folder,
                folder.resolve("parent.log"),
                "KILL"));
    awaitText(parent.log(), "child=");
    long pid = Long.parseLong(Files.readString(parent.log()).strip().replace("child=", ""));
    var child = ProcessHandle.of(pid).orElseThrow();

    parent.kill();

    child.onExit().get(10, TimeUnit.SECONDS);
  }

  /// Starts a child and waits to be killed.
  static final class Parent {
    public static void main(String[] arguments) throws Exception {
      var folder = Path.of(arguments[0]);
      var child =
          ChildProcess.start(
              new ChildCommand(
                  "child",
                  List.of(),
                  List.of("sleep", "120"),
                  Map.of(),
                  folder,
                  folder.resolve("child.log"),
                  "KILL"));
      System.out.println("child=" + child.pid());
      TimeUnit.MINUTES.sleep(2);
    }
  }

  private ChildProcess shell(String script) {
    return ChildProcess.start(
        new ChildCommand(
            "child",
            List.of(),
            List.of("bash", "-c", script),
            Map.of(),
            folder,
            folder.resolve("child.log"),
            "KILL"));
  }

  private static void ready(ChildProcess child) {
    Await.ready(child, "nothing", Duration.ofMillis(500), Duration.ofMillis(20), () -> false);
  }

  private static void awaitText(Path file, String text) throws Exception {
    while (!Files.exists(file) || !Files.readString(file).contains(text)) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static void awaitGrowth(Path file, long size) throws Exception {
    while (Files.size(file) <= size) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
