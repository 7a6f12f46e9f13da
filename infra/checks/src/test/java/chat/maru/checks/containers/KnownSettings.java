package chat.maru.checks.containers;

import chat.maru.checks.Tools;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The settings that one packaged service knows: its own, its libraries', by the metadata in its
/// jar; and those of `maru.*` that its classes or its application.yaml only mention.
public final class KnownSettings {
  private static final String METADATA = "META-INF/spring-configuration-metadata.json";
  private static final String OURS = "BOOT-INF/classes/";
  private static final Pattern MENTION = Pattern.compile("maru(\\.[a-z][a-z-]*)+");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// The libraries whose settings services are given.
  private static final Pattern LIBRARY =
      Pattern.compile("BOOT-INF/lib/(spring-boot|resilience4j|maru-tls|maru-operation)-.*\\.jar");

  private static final Map<String, KnownSettings> READ = new TreeMap<>();

  private record Setting(String type, @Nullable String defaultValue) {}

  private final Map<String, Setting> settings = new TreeMap<>();

  private KnownSettings() {}

  /// Reads each jar once.
  ///
  /// @param service as `gateway-service`; packaged before
  public static synchronized KnownSettings of(String service) throws IOException {
    KnownSettings known = READ.get(service);
    if (known == null) {
      known = read(service);
      READ.put(service, known);
    }
    return known;
  }

  private static KnownSettings read(String service) throws IOException {
    Path jar = Tools.root().resolve(service + "/target/" + service + ".jar");
    var known = new KnownSettings();
    try (InputStream in = Files.newInputStream(jar)) {
      known.read(in, true);
    }
    return known;
  }

  /// Whether an environment variable means one of them: upper case, dots as underscores, dashes
  /// left out, as Spring Boot documents it.
  public boolean knowsVariable(String variable) {
    return settings.entrySet().stream()
        .anyMatch(setting -> {
          String name = variable(setting.getKey());
          return variable.equals(name)
              || (isMap(setting.getValue()) && variable.startsWith(name + "_"));
        });
  }

  /// Whether a property's name, as a file of a config tree has it, is one of them.
  public boolean knowsProperty(String property) {
    return settings.entrySet().stream()
        .anyMatch(setting ->
            property.equals(setting.getKey())
                || (isMap(setting.getValue()) && property.startsWith(setting.getKey() + ".")));
  }

  /// What the metadata says that it is when nothing is set.
  public @Nullable String defaultOf(String property) {
    return settings.get(property).defaultValue();
  }

  private static String variable(String property) {
    return property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
  }

  private static boolean isMap(Setting setting) {
    return setting.type().startsWith("java.util.Map");
  }

  private void read(InputStream archive, boolean nested) throws IOException {
    var zip = new ZipInputStream(archive);
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      String name = entry.getName();
      if (name.endsWith(METADATA)) {
        metadata(zip.readAllBytes());
      } else if (nested && LIBRARY.matcher(name).matches()) {
        read(new ByteArrayInputStream(zip.readAllBytes()), false);
      } else if (name.startsWith(OURS) && name.matches(".*\\.(class|yaml)")) {
        mentions(zip.readAllBytes());
      }
    }
  }

  private void metadata(byte[] json) {
    for (JsonNode property : JSON.readTree(json).path("properties")) {
      JsonNode value = property.path("defaultValue");
      settings.put(
          property.path("name").asString(),
          new Setting(
              property.path("type").asString(""), value.isValueNode() ? value.asString() : null));
    }
  }

  private void mentions(byte[] file) {
    MENTION
        .matcher(new String(file, StandardCharsets.ISO_8859_1))
        .results()
        .forEach(mention -> settings.putIfAbsent(mention.group(), new Setting("", null)));
  }
}
