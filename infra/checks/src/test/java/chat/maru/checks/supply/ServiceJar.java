package chat.maru.checks.supply;

import chat.maru.checks.Tools;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// One service as Maven packaged it.
record ServiceJar(JsonNode bill, List<String> libraries, List<JsonNode> settings) {
  private static final String BILL = "META-INF/sbom/application.cdx.json";
  private static final Pattern LIBRARY = Pattern.compile("BOOT-INF/lib/(.+)\\.jar");
  private static final Pattern SETTINGS =
      Pattern.compile("BOOT-INF/classes/application(-.+)?\\.yaml");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final YAMLMapper YAML = YAMLMapper.builder().build();

  /// @param service as `gateway-service`
  static ServiceJar of(String service) throws IOException {
    Path file = Tools.root().resolve(service + "/target/" + service + ".jar");
    try (var jar = new JarFile(file.toFile())) {
      if (jar.getEntry(BILL) == null) {
        Tools.missing(file + " has no bill of materials: Maven made it offline (-o)");
      }
      return new ServiceJar(
          JSON.readTree(bytes(jar, jar.getEntry(BILL))),
          names(jar, LIBRARY).map(name -> LIBRARY.matcher(name).replaceAll("$1")).toList(),
          names(jar, SETTINGS).map(name -> YAML.readTree(bytes(jar, jar.getEntry(name)))).toList());
    }
  }

  /// Every component as `name-version`, as its jar is called.
  List<String> parts() {
    return bill.path("components")
        .valueStream()
        .map(part -> part.path("name").asString() + "-" + part.path("version").asString())
        .toList();
  }

  private static Stream<String> names(JarFile jar, Pattern pattern) {
    return jar.stream().map(ZipEntry::getName).filter(name -> pattern.matcher(name).matches());
  }

  private static byte[] bytes(JarFile jar, ZipEntry entry) {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
