package chat.maru.contract;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.contract.event.ChatEvent;
import chat.maru.contract.event.Content;
import chat.maru.contract.event.InboundEvent;
import chat.maru.contract.event.MessageAccepted;
import chat.maru.contract.event.MessageRefused;
import chat.maru.contract.event.MessageStored;
import chat.maru.contract.event.PostPublished;
import chat.maru.contract.event.ReadAccepted;
import chat.maru.contract.event.ReadAdvanced;
import chat.maru.contract.event.RecipientAway;
import chat.maru.contract.id.Ids;
import chat.maru.contract.json.ContractJson;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// D12: the published form of every event stays as it is. A change that breaks a golden file breaks
/// somebody's consumer.
class EventGoldenTest {
  private static final UUID POST = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final UUID BORROWER = UUID.fromString("00000000-0000-4000-8000-000000000002");
  private static final UUID LENDER = UUID.fromString("00000000-0000-4000-8000-000000000003");
  private static final UUID CLIENT_ID = UUID.fromString("00000000-0000-4000-8000-000000000004");
  private static final UUID ROOM = Ids.roomId(POST, BORROWER);
  private static final UUID MESSAGE = Ids.messageId(ROOM, BORROWER, CLIENT_ID);
  private static final Instant AT = Instant.parse("2026-11-22T06:00:00Z");
  private static final Content CONTENT = new Content("12345", new byte[] {1, 2, 3});
  private static final byte[] DIGEST = {4, 5, 6};

  static Stream<Arguments> d12_events() {
    return Stream.of(
        Arguments.of(
            MessageAccepted.TYPE,
            new MessageAccepted(
                ROOM, MESSAGE, BORROWER, CLIENT_ID, POST, BORROWER, LENDER, CONTENT, DIGEST, AT),
            InboundEvent.class),
        Arguments.of(ReadAccepted.TYPE, new ReadAccepted(ROOM, LENDER, 7, AT), InboundEvent.class),
        Arguments.of(
            MessageStored.TYPE,
            new MessageStored(
                ROOM, MESSAGE, 7, BORROWER, CLIENT_ID, POST, BORROWER, LENDER, CONTENT, DIGEST, AT),
            ChatEvent.class),
        Arguments.of(
            ReadAdvanced.TYPE,
            new ReadAdvanced(ROOM, LENDER, 7, BORROWER, LENDER),
            ChatEvent.class),
        Arguments.of(
            MessageRefused.TYPE,
            new MessageRefused(
                ROOM, MESSAGE, BORROWER, CLIENT_ID, MessageRefused.DUPLICATE_MISMATCH, DIGEST),
            ChatEvent.class),
        Arguments.of(
            RecipientAway.TYPE,
            new RecipientAway(LENDER, ROOM, MESSAGE, 7, BORROWER, "지민", POST, "캠핑 텐트", 3, AT),
            RecipientAway.class),
        Arguments.of(
            PostPublished.TYPE,
            new PostPublished(
                POST, "캠핑 텐트", null, 15000L, new PostPublished.Lender(LENDER, "하늘"), AT, 2),
            PostPublished.class));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("d12_events")
  void d12_eventIsWrittenAsItsGoldenFile(String type, Object event, Class<?> readAs)
      throws IOException {
    assertThat(tree(event)).isEqualTo(golden(type));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("d12_events")
  void d12_goldenFileIsReadAndWrittenUnchanged(String type, Object event, Class<?> readAs)
      throws IOException {
    Object read = ContractJson.mapper().treeToValue(golden(type), readAs);
    assertThat(read).hasSameClassAs(event);
    assertThat(tree(read)).isEqualTo(golden(type));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("d12_events")
  void d12_goldenFileFitsItsPublishedSchema(String type, Object event, Class<?> readAs)
      throws IOException {
    assertThat(schema(type).validate(golden(type).toString(), InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("d12_events")
  void d12_schemaRefusesAnEventWithoutOneOfItsRequiredFields(
      String type, Object event, Class<?> readAs) throws IOException {
    Schema schema = schema(type);
    JsonNode required =
        ContractJson.mapper().readTree(resource("/schemas/" + type + ".schema.json"));
    for (JsonNode field : required.get("required")) {
      ObjectNode without =
          ((ObjectNode) golden(type)).remove(java.util.List.of(field.stringValue()));
      assertThat(schema.validate(without.toString(), InputFormat.JSON))
          .as("%s without %s", type, field)
          .isNotEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("d12_events")
  void d12_unknownFieldsAreIgnored(String type, Object event, Class<?> readAs) throws IOException {
    ObjectNode extended = (ObjectNode) golden(type);
    extended.put("addedLater", true);
    assertThat(schema(type).validate(extended.toString(), InputFormat.JSON)).isEmpty();
    assertThat(tree(ContractJson.mapper().treeToValue(extended, readAs))).isEqualTo(golden(type));
  }

  @Test
  void timesHaveExactlyThreeDecimals() {
    assertThat(ContractJson.mapper().writeValueAsString(Instant.parse("2026-01-01T00:00:00.1234Z")))
        .isEqualTo("\"2026-01-01T00:00:00.123Z\"");
  }

  private static JsonNode tree(Object event) {
    return ContractJson.mapper().readTree(ContractJson.mapper().writeValueAsBytes(event));
  }

  private static JsonNode golden(String type) throws IOException {
    return ContractJson.mapper().readTree(resource("/golden/" + type + ".json"));
  }

  private static Schema schema(String type) throws IOException {
    return SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder ->
                builder.schemaRegistryConfig(
                    com.networknt.schema.SchemaRegistryConfig.builder()
                        .formatAssertionsEnabled(true)
                        .build()))
        .getSchema(resource("/schemas/" + type + ".schema.json"), InputFormat.JSON);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = EventGoldenTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
