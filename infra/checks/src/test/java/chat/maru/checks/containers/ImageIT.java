package chat.maru.checks.containers;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.checks.Tools;
import chat.maru.checks.containers.Dockerfile.Instruction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Does with the packaged jars what the Dockerfile says, and looks at what an image would hold.
class ImageIT {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin/java").toString();
  private static final Pattern LAYER = Pattern.compile("--from=layers /layers/(.+)/ \\./");

  @TempDir private static Path temporary;

  private static final Dockerfile DOCKERFILE = Dockerfile.ours();

  @ParameterizedTest
  @ValueSource(strings = {"gateway-service", "chat-service", "persistence-service"})
  void theImageHasEveryLayerOfTheJarAndAllThatItsManifestNames(String service) throws IOException {
    Path builder = builder(service);
    List<String> layers =
        run(builder, JAVA, "-Djarmode=tools", "-jar", "service.jar", "list-layers")
            .lines()
            .map(layer -> "extracted/" + layer.strip())
            .toList();

    assertThat(layers).isNotEmpty();
    assertThat(copied()).containsExactlyElementsOf(layers);

    Path app = image(builder);
    try (var jar = new JarFile(app.resolve("service.jar").toFile())) {
      String classPath = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      assertThat(classPath.split(" "))
          .hasSizeGreaterThan(20)
          .allSatisfy(entry -> assertThat(app.resolve(entry)).isRegularFile());
    }
    assertThat(size(builder.resolve(copied().getLast())))
        .as("our own code, the last layer")
        .isLessThan(1024 * 1024);
  }

  @Test
  void theEntrypointStartsTheServiceThatThenAsksForItsSettings() throws IOException {
    Path app = image(builder("gateway-service"));
    List<String> command = new ArrayList<>(DOCKERFILE.last("ENTRYPOINT").exec());
    command.set(0, JAVA);

    assertThat(Tools.run(app, command).output()).contains("maru.keyring-file: none");
  }

  /// The folder of the stage `layers`, as its COPY leaves it.
  private static Path builder(String service) throws IOException {
    Path jar = Tools.root().resolve(service + "/target/" + service + ".jar");
    assertThat(jar).as("packaged before these tests run").isRegularFile();
    assertThat(DOCKERFILE.all("COPY").getFirst().arguments())
        .isEqualTo("${SERVICE}/target/${SERVICE}.jar service.jar");
    Path folder = Files.createTempDirectory(temporary, service);
    Files.copy(jar, folder.resolve("service.jar"));
    return folder;
  }

  /// The working folder of the image.
  private static Path image(Path builder) throws IOException {
    List<String> extract = new ArrayList<>(DOCKERFILE.last("RUN").exec());
    extract.set(0, JAVA);
    run(builder, extract.toArray(String[]::new));
    Path app = Files.createDirectories(builder.resolve("app"));
    for (String layer : copied()) {
      link(builder.resolve(layer), app);
    }
    return app;
  }

  private static List<String> copied() {
    return DOCKERFILE.all("COPY").stream()
        .skip(1)
        .map(Instruction::arguments)
        .map(LAYER::matcher)
        .filter(Matcher::matches)
        .map(copy -> copy.group(1))
        .toList();
  }

  private static String run(Path folder, String... command) throws IOException {
    Tools.Result result = Tools.run(folder, List.of(command));
    assertThat(result.status()).as(result.output()).isZero();
    return result.output();
  }

  private static void link(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.createLink(target, file);
      }
    }
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
