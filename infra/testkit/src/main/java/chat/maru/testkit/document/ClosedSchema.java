package chat.maru.testkit.document;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Turns a schema, which is open for fields to come, into one that refuses every field it does not
/// name, so that a test finds what nobody documented. What a schema opens by a word of its own
/// (`additionalProperties`) stays open.
public final class ClosedSchema {
  private static final List<String> COMPOSITIONS = List.of("allOf", "anyOf", "oneOf");

  private ClosedSchema() {}

  /// @param schema JSON Schema, without references
  /// @return a copy
  public static JsonNode of(JsonNode schema) {
    JsonNode copy = schema.deepCopy();
    close(copy, true);
    return copy;
  }

  /// @param whole whether no other schema speaks of the same object
  private static void close(JsonNode schema, boolean whole) {
    if (!(schema instanceof ObjectNode object)) {
      return;
    }
    object.remove(List.of("$id", "$schema", "example", "examples"));
    object.path("properties").forEach(property -> close(property, true));
    close(object.path("items"), true);
    close(object.path("additionalProperties"), true);
    COMPOSITIONS.forEach(name -> object.path(name).forEach(part -> close(part, false)));
    boolean tells = object.has("properties") || COMPOSITIONS.stream().anyMatch(object::has);
    if (whole && tells && !object.has("additionalProperties")) {
      object.put("unevaluatedProperties", false);
    }
  }
}
