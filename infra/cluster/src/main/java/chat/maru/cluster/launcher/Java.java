package chat.maru.cluster.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How services' JVMs are started: small heaps, the collector that costs least there, and what the
/// user adds.
final class Java {

  private Java() {}

  /// The JVM that runs this launcher.
  static String program() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /// The whole command line of one service. Its settings are not here: a command line is for all to
  /// see.
  static List<String> commandLine(ServiceKind kind, String node, Path jar, boolean quick) {
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
            "-Dfile.encoding=UTF-8"));
    if (quick) {
      line.add("-XX:TieredStopAtLevel=1");
    }
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
