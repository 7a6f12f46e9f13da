package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.document.ClosedSchema;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import tools.jackson.databind.JsonNode;

/// A documented schema (JSON Schema 2020-12, formats asserted), closed for fields that it does not
/// name.
final class Shape {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  private final Schema schema;

  private Shape(Schema schema) {
    this.schema = schema;
  }

  /// @param documented without references
  static Shape of(JsonNode documented) {
    return new Shape(REGISTRY.getSchema(ClosedSchema.of(documented).toString(), InputFormat.JSON));
  }

  /// @param what names the value in a failure
  void holds(String what, String json) {
    assertThat(schema.validate(json, InputFormat.JSON)).as("%s: %s", what, json).isEmpty();
  }
}
