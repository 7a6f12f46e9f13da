package chat.maru.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChildProcessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final String TICKING = "while true; do echo tick; sleep 0.02; done";

  @TempDir Path folder;

  @Test
  void aChildThatDiesIsToldInOneLineWithItsLastErrorAndItsLog() {
    var child = shell("child", "echo 'ERROR no disk'; echo bye; exit 3");
    child.onExit().join();

    assertThatThrownBy(() -> ready(child))
        .isInstanceOf(ChildFailedException.class)
        .hasMessage("child died (exit code 3): ERROR no disk; log: " + child.log());
    assertThat(child.endMeant()).isFalse();
  }

  @Test
  void aChildThatNeverBecomesReadyIsToldInOneLine() {
    var child = shell("child", "echo waiting; exec sleep 60");
    awaitLog(child, log -> log.contains("waiting"));
    assertThatThrownBy(() -> ready(child))
        .hasMessage(
            "child did not become ready (waited for nothing): waiting; log: " + child.log());
    child.kill();
    assertThat(child.isAlive()).isFalse();
    assertThat(child.endMeant()).isTrue();
  }

  @Test
  void aChildThatIgnoresTheWishToEndIsKilledWhenPatienceIsOver() throws Exception {
    var child = shell("child", "trap '' TERM; echo deaf; while true; do sleep 0.1; done");
    awaitLog(child, log -> log.contains("deaf"));
    assertThat(child.stop(Duration.ofMillis(300))).isFalse();
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void aFrozenChildDoesNothingWhileAnotherTicksAndEndsWhenAsked() throws Exception {
    var child = shell("child", TICKING);
    var other = shell("other", TICKING);
    awaitTicks(child, 1);
    child.freeze();
    long ticks = ticks(child);
    awaitTicks(other, ticks(other) + 15);
    assertThat(ticks(child)).isEqualTo(ticks);
    child.thaw();
    awaitTicks(child, ticks + 1);
    child.freeze();
    assertThat(child.stop(PATIENCE)).isTrue();
    other.kill();
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
    awaitLog(parent, log -> log.contains("child=") && log.endsWith("\n"));
    long pid = Long.parseLong(Files.readString(parent.log()).strip().replace("child=", ""));
    var child = ProcessHandle.of(pid).orElseThrow();

    parent.kill();

    child.onExit().get(10, TimeUnit.SECONDS);
  }

  /// Starts a child, stays as long as that does, and is to be killed before.
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
      child.onExit().join();
    }
  }

  private ChildProcess shell(String name, String script) {
    return ChildProcess.start(
        new ChildCommand(
            name,
            List.of(),
            List.of("bash", "-c", script),
            Map.of(),
            folder,
            folder.resolve(name + ".log"),
            "KILL"));
  }

  private static void ready(ChildProcess child) {
    Await.ready(child, "nothing", Duration.ofMillis(500), PAUSE, () -> false);
  }

  private static void awaitTicks(ChildProcess child, long count) {
    awaitLog(child, _ -> ticks(child) >= count);
  }

  private static long ticks(ChildProcess child) {
    return log(child).lines().count();
  }

  private static void awaitLog(ChildProcess child, Predicate<String> expected) {
    Await.ready(child, "its log", PATIENCE, PAUSE, () -> expected.test(log(child)));
  }

  private static String log(ChildProcess child) {
    try {
      return Files.readString(child.log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
