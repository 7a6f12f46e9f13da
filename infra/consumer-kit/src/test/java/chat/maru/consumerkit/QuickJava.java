package chat.maru.consumerkit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Command lines of JVMs that start soon: a check starts a consumer ten times, so the classes that
/// all of them load are put into an archive first, by a run of the example that finds no broker.
final class QuickJava {
  static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path JAR = TARGET.resolve("consumer-kit.jar");
  private static final Path ARCHIVE = TARGET.resolve("quick.jsa");
  private static final List<String> FLAGS =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xmx128m");

  private QuickJava() {}

  static void prepare() throws IOException, InterruptedException {
    Path log = TARGET.resolve("quick.log");
    Files.deleteIfExists(log);
    ProcessBuilder builder =
        new ProcessBuilder(
                line(
                    "-XX:ArchiveClassesAtExit=" + ARCHIVE, "-cp", JAR.toString(), kit(), "example"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("MARU_BOOTSTRAP_SERVERS", "127.0.0.1:1");
    builder.environment().put("MARU_STORE", TARGET.resolve("quick-store").toString());
    Process example = builder.start();
    try {
      while (example.isAlive() && !Files.readString(log).contains("could not be established")) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    } finally {
      example.destroy();
      example.waitFor();
    }
  }

  /// `java -jar consumer-kit.jar` with these arguments.
  static List<String> ofKit(String... arguments) {
    return Stream.concat(
            line("-XX:SharedArchiveFile=" + ARCHIVE, "-cp", JAR.toString(), kit()).stream(),
            Stream.of(arguments))
        .toList();
  }

  /// A main class of the tests.
  static List<String> of(Class<?> main, String argument) {
    String classPath = JAR + File.pathSeparator + TARGET.resolve("test-classes");
    return line("-XX:SharedArchiveFile=" + ARCHIVE, "-cp", classPath, main.getName(), argument);
  }

  private static String kit() {
    return ConsumerKit.class.getName();
  }

  private static List<String> line(String... rest) {
    return Stream.concat(FLAGS.stream(), Stream.of(rest)).toList();
  }
}
