package chat.maru.testkit.document;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// One document of `docs/`, with every reference, also into other files, replaced by what it refers
/// to. Limit: references may not go round in a circle.
public final class Document {
  /// Reads JSON as well, which is YAML.
  private static final YAMLMapper YAML = YAMLMapper.builder().build();

  private final Path file;
  private final Map<Path, JsonNode> files = new ConcurrentHashMap<>();

  private Document(Path file) {
    this.file = file;
  }

  /// @param name as `openapi.yaml`
  public static Document named(String name) {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path file = folder.resolve("docs").resolve(name);
      if (Files.isRegularFile(file)) {
        return new Document(file);
      }
    }
    throw new IllegalStateException("docs/" + name + ": not above the working directory");
  }

  /// @param pointer RFC 6901
  /// @throws IllegalArgumentException when nothing is there
  public JsonNode at(String pointer) {
    return resolved(file, pointer);
  }

  /// The names of the fields there, in their order.
  public List<String> names(String pointer) {
    return new ArrayList<>(at(pointer).propertyNames());
  }

  private JsonNode resolved(Path file, String pointer) {
    JsonNode node = files.computeIfAbsent(file, path -> YAML.readTree(path.toFile()));
    for (String part : pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/")) {
      node = followed(file, node).path(part.replace("~1", "/").replace("~0", "~"));
    }
    if (node.isMissingNode()) {
      throw new IllegalArgumentException("nothing at " + pointer + " of " + file);
    }
    return inlined(file, node);
  }

  private JsonNode followed(Path file, JsonNode node) {
    return node.has("$ref") ? inlined(file, node) : node;
  }

  private JsonNode inlined(Path file, JsonNode node) {
    return switch (node) {
      case ObjectNode object -> inlined(file, object);
      case ArrayNode array -> {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        array.forEach(item -> copy.add(inlined(file, item)));
        yield copy;
      }
      default -> node;
    };
  }

  /// What stands beside a reference goes over what it refers to.
  private JsonNode inlined(Path file, ObjectNode object) {
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    if (object.path("$ref").isString()) {
      String[] target = object.get("$ref").stringValue().split("#", 2);
      Path other = target[0].isEmpty() ? file : file.resolveSibling(target[0]).normalize();
      copy.setAll((ObjectNode) resolved(other, target.length > 1 ? target[1] : ""));
    }
    object
        .properties()
        .forEach(field -> {
          if (!field.getKey().equals("$ref")) {
            copy.set(field.getKey(), inlined(file, field.getValue()));
          }
        });
    return copy;
  }
}
