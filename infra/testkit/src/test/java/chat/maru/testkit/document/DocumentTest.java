package chat.maru.testkit.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DocumentTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void referencesAreReplacedAlsoIntoOtherFiles() {
    Document asyncApi = Document.named("asyncapi.yaml");
    assertThat(
            asyncApi.at("/channels/messages/messages/messageStored/payload/properties/type/const"))
        .isEqualTo(asyncApi.at("/components/messages/messageStored/name"));
    assertThat(asyncApi.at("/components/schemas/ServerError/properties/code/enum"))
        .isEqualTo(Document.named("openapi.yaml").at("/components/schemas/ErrorCode/enum"));
    assertThat(Document.named("openapi.yaml").at("").toString()).doesNotContain("$ref");
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertThatThrownBy(() -> Document.named("openapi.yaml").at("/paths/~1nothing"))
        .hasMessageContaining("/paths/~1nothing");
    assertThatThrownBy(() -> Document.named("nothing.yaml")).hasMessageContaining("nothing.yaml");
  }

  @Test
  void closedSchemaNamesNoFieldThatItWasNotTold() {
    JsonNode schema =
        JSON.readTree(
            """
            {"allOf":[{"properties":{"a":{"properties":{"b":{}}}}},{"properties":{"c":{}}}]}
            """);
    assertThat(ClosedSchema.of(schema))
        .isEqualTo(
            JSON.readTree(
                """
                {"allOf":[{"properties":{"a":{"properties":{"b":{}},"unevaluatedProperties":false}}},
                {"properties":{"c":{}}}],"unevaluatedProperties":false}
                """));
    JsonNode open = JSON.readTree("{\"properties\":{},\"additionalProperties\":true}");
    assertThat(ClosedSchema.of(open)).isEqualTo(open);
  }
}
