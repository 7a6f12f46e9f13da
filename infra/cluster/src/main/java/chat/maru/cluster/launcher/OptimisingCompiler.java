package chat.maru.cluster.launcher;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// The threads in which a JVM compiles for the second time. While a cluster starts they take a
/// third of both cores; at a lower priority they take what the start leaves over, and it is a
/// seventh shorter (decision 15). The JVM's own switch puts the first compiler back as well, which
/// makes a start longer.
///
/// On Linux only, where a thread has a priority of its own; elsewhere nothing happens.
final class OptimisingCompiler {
  /// As the kernel shows it: fifteen characters.
  private static final String THREAD = "C2 CompilerThre";

  private static final int NICE = 10;
  private static final int PRIO_PROCESS = 0;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private OptimisingCompiler() {}

  /// Returns at once; takes effect as soon as that JVM has such a thread, for as long as it lives.
  static void holdBack(long pid) {
    var _ = Thread.ofVirtual().name("hold back " + pid).start(() -> await(pid));
  }

  private static void await(long pid) {
    Path threads = Path.of("/proc", Long.toString(pid), "task");
    long start = System.nanoTime();
    while (System.nanoTime() - start < PATIENCE.toNanos() && Files.isDirectory(threads)) {
      OptionalInt found = find(threads);
      if (found.isPresent()) {
        lower(found.getAsInt());
        return;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static OptionalInt find(Path threads) {
    try (Stream<Path> all = Files.list(threads)) {
      return all.filter(OptimisingCompiler::compiles)
          .mapToInt(thread -> Integer.parseInt(thread.getFileName().toString()))
          .findFirst();
    } catch (IOException e) {
      return OptionalInt.empty(); // the process is gone
    }
  }

  private static boolean compiles(Path thread) {
    try {
      return Files.readString(thread.resolve("comm")).startsWith(THREAD);
    } catch (IOException e) {
      return false; // the thread is gone
    }
  }

  /// A refusal is no harm: the start takes as long as it did.
  private static void lower(int thread) {
    try {
      Linker linker = Linker.nativeLinker();
      MethodHandle setPriority =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("setpriority"),
              FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
      int _ = (int) setPriority.invokeExact(PRIO_PROCESS, thread, NICE);
    } catch (Throwable e) {
      throw new IllegalStateException("setpriority", e);
    }
  }
}
