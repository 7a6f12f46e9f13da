package chat.maru.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The validators that npm has, as `infra/checks/node` locks them: installed once for all tests
/// into `target/node`.
///
/// Where npm can't reach its registry the test is skipped, or fails where `e2e.required` is true. A
/// lock file that does not fit always fails.
public final class NodePackages {
  private static final Pattern NO_NETWORK =
      Pattern.compile("E(NOTFOUND|AI_AGAIN|CONNREFUSED|CONNRESET|TIMEDOUT)|network");
  private static @Nullable NodePackages installed;

  private final Path node;
  private final Path folder;

  private NodePackages(Path node, Path folder) {
    this.node = node;
    this.folder = folder;
  }

  /// Installs on the first call.
  public static synchronized NodePackages install() throws IOException {
    if (installed == null) {
      Path npm = Tools.find("npm", "apt-get install npm");
      Path node = Tools.find("node", "apt-get install nodejs");
      Path folder = fresh(Tools.root().resolve("infra/checks/target/node"));
      Tools.Result result = Tools.run(folder, List.of(npm.toString(), "ci"));
      if (result.status() != 0 && NO_NETWORK.matcher(result.output()).find()) {
        return Tools.missing("npm ci found no registry: " + result.output());
      }
      assertThat(result.status()).as(result.output()).isZero();
      installed = new NodePackages(node, folder);
    }
    return installed;
  }

  /// Runs a script of the folder, or of a package in it, with node.
  ///
  /// @param script relative to the folder, as `asyncapi.mjs` or `node_modules/.bin/redocly`
  public Tools.Result run(String script, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(node.toString(), script));
    command.addAll(List.of(arguments));
    return Tools.run(folder, command);
  }

  private static Path fresh(Path target) throws IOException {
    delete(target);
    Files.createDirectories(target);
    try (Stream<Path> files = Files.list(Tools.root().resolve("infra/checks/node"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
    return target;
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
