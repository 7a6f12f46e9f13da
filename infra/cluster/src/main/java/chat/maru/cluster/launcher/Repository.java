package chat.maru.cluster.launcher;

import chat.maru.testkit.server.KafkaServer;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/// The working copy that this launcher was built in; it is where the services' jars are.
record Repository(Path root) {

  /// `-Dmaru.home`, or the folder above the launcher's own code that has the services in it.
  static Repository find() {
    String home = System.getProperty("maru.home");
    if (home != null) {
      return new Repository(Path.of(home).toAbsolutePath().normalize());
    }
    try {
      Path code =
          Path.of(Repository.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      for (Path folder = code; folder != null; folder = folder.getParent()) {
        if (Files.isRegularFile(folder.resolve("gateway-service/pom.xml"))) {
          return new Repository(folder);
        }
      }
      throw new ClusterException(
          "repository: not found above %s (expected: a folder with gateway-service; or -Dmaru.home)"
              .formatted(code));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  Path data() {
    return root.resolve("data");
  }

  /// Where the launcher was built, for what goes with a build.
  Path launcher() {
    return root.resolve("infra/cluster/target");
  }

  /// Stands for the jars of the Kafka that this launcher starts.
  Path kafka() {
    return launcher().resolve("kafka-" + KafkaServer.jars());
  }

  /// Configuration and rules of Prometheus.
  Path prometheus() {
    return root.resolve("infra/prometheus");
  }

  /// The service's module folder.
  Path module(ServiceKind kind) {
    return root.resolve(kind.module());
  }

  /// Throws in one line when the jar has not been built.
  Path jar(ServiceKind kind) {
    Path jar = module(kind).resolve("target").resolve(kind.module() + ".jar");
    if (!Files.isRegularFile(jar)) {
      throw new ClusterException(
          "%s is missing (expected: built by infra/up or mvn package)".formatted(jar));
    }
    return jar;
  }

  /// Of each service, likewise.
  Map<ServiceKind, Path> jars() {
    var jars = new EnumMap<ServiceKind, Path>(ServiceKind.class);
    for (ServiceKind kind : ServiceKind.values()) {
      jars.put(kind, jar(kind));
    }
    return jars;
  }
}
