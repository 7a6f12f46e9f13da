package chat.maru.cluster.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How services' JVMs are started: small heaps, the collector that costs least there, and what the
/// user adds.
final class Java {

  /// Four times the usual thresholds for the optimising compiler, which otherwise works on code
  /// that only a start-up runs; what messages run gets there a few seconds later. CPU time until
  /// the whole cluster is up with demo data: 92 s as the JVM does it, 77 s with these, 66 s with
  /// ten times, 54 s without that compiler.
  private static final List<String> OPTIMISE_LATER =
      List.of(
          "-XX:Tier4InvocationThreshold=20000",
          "-XX:Tier4MinInvocationThreshold=2400",
          "-XX:Tier4CompileThreshold=60000",
          "-XX:Tier4BackEdgeThreshold=160000");

  private static final List<String> OPTIMISE_NEVER = List.of("-XX:TieredStopAtLevel=1");

  private Java() {}

  /// @param quick the first compiler only
  /// @param cache what [AotCache] adds
  record Options(Path temporary, boolean quick, List<String> cache) {}

  /// The JVM that runs this launcher.
  static String program() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /// The whole command line of one service. Its settings are not here: a command line is for all to
  /// see.
  static List<String> commandLine(ServiceKind kind, String node, Path jar, Options options) {
    var line = new ArrayList<String>();
    line.add(program());
    line.addAll(
        List.of(
            "-Xmx" + kind.heap(),
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dfile.encoding=UTF-8",
            "-Djava.io.tmpdir=" + options.temporary()));
    line.addAll(options.quick() ? OPTIMISE_NEVER : OPTIMISE_LATER);
    line.addAll(options.cache());
    line.addAll(wished("MARU_JAVA_OPTS"));
    line.addAll(wished("MARU_JAVA_OPTS_" + kind.name().toUpperCase(Locale.ROOT)));
    // For ps and jcmd; the service reads the same from its settings.
    line.add("-Dmaru.node=" + node);
    line.addAll(List.of("-jar", jar.toString()));
    return line;
  }

  private static List<String> wished(String variable) {
    String value = System.getenv(variable);
    return value == null || value.isBlank() ? List.of() : List.of(value.strip().split("\\s+"));
  }
}
