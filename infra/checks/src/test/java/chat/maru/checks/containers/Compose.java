package chat.maru.checks.containers;

import chat.maru.checks.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The compose file, anchors resolved, variables at their defaults.
@SuppressWarnings("unchecked") // the linter has checked the file's types
record Compose(Map<String, Object> root) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\w+:-([^}]*)}");
  private static final List<String> OURS =
      List.of("gateway-service", "chat-service", "persistence-service");

  static Path file() {
    return Tools.root().resolve("infra/compose.yaml");
  }

  static Compose ours() {
    try {
      String text = VARIABLE.matcher(Files.readString(file())).replaceAll("$1");
      return new Compose(new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// By name.
  Map<String, Map<String, Object>> services() {
    return (Map<String, Map<String, Object>>) root.get("services");
  }

  /// The nodes of our own services, by name.
  Map<String, Map<String, Object>> nodes() {
    var nodes = new LinkedHashMap<>(services());
    nodes.keySet().removeIf(name -> !OURS.contains(kind(name)));
    return nodes;
  }

  /// `gateway-service` of `gateway-1`, `chat-service` of `chat-service-1`.
  static String kind(String node) {
    String kind = node.replaceFirst("-\\d+$", "");
    return kind.equals("gateway") ? "gateway-service" : kind;
  }

  Map<String, Map<String, Object>> secrets() {
    return (Map<String, Map<String, Object>>) root.get("secrets");
  }

  static Map<String, String> environment(Map<String, Object> service) {
    var environment = new LinkedHashMap<String, String>();
    ((Map<String, Object>) service.getOrDefault("environment", Map.of()))
        .forEach((name, value) -> environment.put(name, value.toString()));
    return environment;
  }

  static List<String> list(Map<String, Object> service, String key) {
    return ((List<Object>) service.getOrDefault(key, List.of()))
        .stream().map(Object::toString).toList();
  }

  /// Name of a secret → where the container finds it.
  static Map<String, String> secretsOf(Map<String, Object> service) {
    var targets = new LinkedHashMap<String, String>();
    for (Object secret : (List<Object>) service.getOrDefault("secrets", List.of())) {
      if (secret instanceof Map<?, ?> mount) {
        targets.put(mount.get("source").toString(), mount.get("target").toString());
      } else {
        targets.put(secret.toString(), "/run/secrets/" + secret);
      }
    }
    return targets;
  }

  /// Services that have to be healthy first.
  static List<String> awaited(Map<String, Object> service) {
    return service.get("depends_on") instanceof Map<?, ?> map
        ? map.entrySet().stream()
            .filter(
                entry -> "service_healthy".equals(((Map<?, ?>) entry.getValue()).get("condition")))
            .map(entry -> entry.getKey().toString())
            .toList()
        : List.of();
  }
}
