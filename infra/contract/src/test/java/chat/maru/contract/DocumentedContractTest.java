package chat.maru.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import chat.maru.contract.error.ErrorCode;
import chat.maru.contract.event.EventHeaders;
import chat.maru.contract.topic.Topic;
import chat.maru.contract.topic.Topics;
import chat.maru.contract.trace.TraceContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// D12: `docs/openapi.yaml` and `docs/asyncapi.yaml` name the codes, topics, headers and schemas
/// that the code has, all of them and no others.
class DocumentedContractTest {
  private static final Path DOCS = Path.of("../../docs");
  private static final Path SCHEMAS = Path.of("src/main/resources/schemas");

  private final JsonNode openApi = document("openapi.yaml");
  private final JsonNode asyncApi = document("asyncapi.yaml");

  @Test
  void catalogueOfErrorCodesIsTheCodes() {
    assertThat(texts(openApi.at("/components/schemas/ErrorCode/enum")))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(ErrorCode.values()).map(ErrorCode::code).toList());
  }

  @Test
  void everyDocumentedProblemHasTheStatusOfItsCode() {
    Map<String, Integer> statuses = new HashMap<>();
    Stream.of(ErrorCode.values()).forEach(code -> statuses.put(code.code(), code.status()));
    openApi
        .findValues("example")
        .forEach(example -> {
          if (example.path("type").asString("").startsWith("urn:maru:error:")) {
            String code = example.get("code").stringValue();
            assertThat(example.get("type").stringValue()).endsWith(":" + code);
            assertThat(statuses).contains(entry(code, example.get("status").asInt()));
          }
        });
    asyncApi
        .at("/channels/socket/x-handshake-refusals/codes")
        .forEach(refusal ->
            assertThat(statuses)
                .contains(entry(refusal.get("code").stringValue(), refusal.get("status").asInt())));
  }

  @Test
  void everyTopicIsDocumentedAsItIsMade() {
    Map<String, JsonNode> documented = new HashMap<>();
    asyncApi
        .get("channels")
        .forEach(channel -> documented.put(channel.get("address").stringValue(), channel));
    documented.remove("/ws");

    assertThat(documented.keySet())
        .containsExactlyInAnyOrderElementsOf(Topics.all().stream().map(Topic::name).toList());
    for (Topic topic : Topics.all()) {
      JsonNode binding = documented.get(topic.name()).at("/bindings/kafka");
      assertThat(binding.get("topic").stringValue()).isEqualTo(topic.name());
      assertThat(binding.get("partitions").asInt()).isEqualTo(topic.partitions());
      assertThat(config(binding.get("topicConfiguration"))).isEqualTo(configOf(topic));
    }
  }

  @Test
  void everyPublishedSchemaIsReferredToAndNoCopyIsMade() throws IOException {
    List<String> published;
    try (Stream<Path> files = Files.list(SCHEMAS)) {
      published = files.map(file -> file.getFileName().toString()).toList();
    }
    List<String> referred = new ArrayList<>();
    for (JsonNode message : asyncApi.at("/components/messages")) {
      String target = message.at("/payload/$ref").asString("");
      if (target.endsWith(".schema.json")) {
        String file = Path.of(target).getFileName().toString();
        assertThat(DOCS.resolve(target)).exists();
        assertThat(file).isEqualTo(message.get("name").stringValue() + ".schema.json");
        referred.add(file);
      }
    }
    assertThat(referred).containsExactlyInAnyOrderElementsOf(published);
  }

  @Test
  void headersOfEventsAreDocumented() {
    var headers = new EventHeaders("id", "type", "/maru/a", Instant.EPOCH).asMap().keySet();
    JsonNode schemas = asyncApi.at("/components/schemas");
    assertThat(texts(schemas.at("/CloudEventHeaders/required")))
        .containsExactlyInAnyOrderElementsOf(headers);
    assertThat(schemas.at("/CloudEventHeaders/properties").propertyNames())
        .containsExactlyInAnyOrderElementsOf(headers);
    assertThat(schemas.at("/TracedHeaders/properties").propertyNames())
        .containsExactly(TraceContext.HEADER);
    assertThat(schemas.at("/CausedHeaders/properties").propertyNames())
        .containsExactly(EventHeaders.ACCEPTED_TIME);
  }

  private static Map<String, String> config(JsonNode documented) {
    Map<String, String> config = new HashMap<>();
    documented
        .properties()
        .forEach(setting ->
            config.put(
                setting.getKey(),
                setting.getValue().isArray()
                    ? String.join(",", texts(setting.getValue()))
                    : setting.getValue().asString()));
    return config;
  }

  /// The document tells the broker's default, too.
  private static Map<String, String> configOf(Topic topic) {
    Map<String, String> config = new HashMap<>(Map.of("cleanup.policy", "delete"));
    config.putAll(topic.config());
    return config;
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::stringValue).toList();
  }

  private static JsonNode document(String name) {
    return YAMLMapper.builder().build().readTree(DOCS.resolve(name).toFile());
  }
}
