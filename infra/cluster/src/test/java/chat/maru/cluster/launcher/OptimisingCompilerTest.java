package chat.maru.cluster.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// On another JVM than this one, which has to go on at its pace.
@EnabledOnOs(OS.LINUX)
class OptimisingCompilerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final int NICE_OF_STAT = 16; // proc(5), counted behind the name

  @Test
  void itsThreadStepsBackAndNoOther() throws IOException {
    Process other =
        new ProcessBuilder(Java.program(), "-m", "jdk.httpserver", "-b", "127.0.0.1", "-p", "0")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      OptimisingCompiler.holdBack(other.pid());
      awaitSteppedBack(other);
      assertThat(nices(other, "C1 CompilerThre")).containsOnly(0);
    } finally {
      other.destroyForcibly();
    }
  }

  private static void awaitSteppedBack(Process process) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!nices(process, "C2 CompilerThre").equals(List.of(10))) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static List<Integer> nices(Process process, String thread) throws IOException {
    try (Stream<Path> threads =
        Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
      return threads
          .map(OptimisingCompilerTest::stat)
          .filter(stat -> stat.contains("(" + thread + ")"))
          .map(stat -> stat.substring(stat.lastIndexOf(')') + 2).split(" "))
          .map(fields -> Integer.valueOf(fields[NICE_OF_STAT]))
          .toList();
    }
  }

  private static String stat(Path thread) {
    try {
      return Files.readString(thread.resolve("stat"));
    } catch (IOException e) {
      return ""; // the thread is gone
    }
  }
}
