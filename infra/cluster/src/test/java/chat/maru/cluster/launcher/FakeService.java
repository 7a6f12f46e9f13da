package chat.maru.cluster.launcher;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/// Pretends to be any of the services: ready at once, and nothing else. One that is to make its
/// [AotCache] ends as such a one does. With `-Dfake.end=true` it ends instead. Uses the JDK alone,
/// as it runs from a jar of its own.
final class FakeService {

  private FakeService() {}

  public static void main(String[] arguments) throws Exception {
    if (System.getProperty("jarmode") != null) {
      Path self = Path.of(System.getProperty("java.class.path"));
      Files.copy(self, Path.of(arguments[arguments.length - 1]).resolve(self.getFileName()));
      return;
    }
    if (System.getProperty("spring.context.exit") != null) {
      return;
    }
    String settings = System.getenv("SPRING_APPLICATION_JSON");
    String node = setting(settings, "maru.node");
    if (Boolean.getBoolean("fake.end")) {
      System.out.println("ERROR " + node + " has no heart in it");
      System.exit(3);
    }
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> System.out.println("ended at " + System.currentTimeMillis())));
    int port = Integer.parseInt(setting(settings, "management.server.port"));
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/actuator/health/readiness",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    System.out.println(node + " pretends");
  }

  /// A working copy with such services in it, as the launcher looks for it.
  static Path home(Path folder) throws Exception {
    for (ServiceKind kind : ServiceKind.values()) {
      Path target = folder.resolve(kind.module()).resolve("target");
      Files.createDirectories(target);
      jar(target.resolve(kind.module() + ".jar"));
    }
    Path prometheus = Files.createDirectories(folder.resolve("infra/prometheus"));
    Files.copy(
        Repository.find().prometheus().resolve(PrometheusFiles.CONFIGURATION),
        prometheus.resolve(PrometheusFiles.CONFIGURATION));
    return folder;
  }

  private static void jar(Path jar) throws Exception {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeService.class.getName());
    String name = FakeService.class.getName().replace('.', '/') + ".class";
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        var in = FakeService.class.getResourceAsStream("/" + name)) {
      out.putNextEntry(new JarEntry(name));
      in.transferTo(out);
    }
  }

  private static String setting(String json, String name) {
    var matcher = Pattern.compile("\"" + Pattern.quote(name) + "\":\"([^\"]*)\"").matcher(json);
    if (!matcher.find()) {
      throw new IllegalArgumentException(name + ": nothing (expected: a setting)");
    }
    return matcher.group(1);
  }
}
