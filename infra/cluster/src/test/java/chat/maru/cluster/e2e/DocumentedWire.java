package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.document.Document;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `docs/asyncapi.yaml` says of frames and records. Holds each against the message of its
/// type, and keeps which were seen.
final class DocumentedWire {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Document document = Document.named("asyncapi.yaml");
  private final Map<String, Shape> shapes = new HashMap<>();
  private final Set<String> seen = new TreeSet<>();

  Set<String> told() {
    return new TreeSet<>(document.names("/components/messages"));
  }

  Set<String> seen() {
    return seen;
  }

  /// @param side `client` or `server`, who said it
  void judgeFrame(String side, String text) {
    String type = JSON.readTree(text).path("type").stringValue();
    judge(nameOf("socket", type, side), "payload", text);
  }

  /// @param channel as the document names it
  void judgeRecord(String channel, ConsumerRecord<byte[], byte[]> event) {
    Map<String, String> headers = new HashMap<>();
    event
        .headers()
        .forEach(header ->
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
    List<String> messages = document.names("/channels/" + channel + "/messages");
    String message =
        switch (messages.size()) {
          case 1 -> messages.getFirst();
          default ->
              event.value() == null
                  ? nameOf(channel, "tombstone", "")
                  : nameOf(channel, headers.get("ce_type"), "");
        };
    String key = new String(event.key(), StandardCharsets.UTF_8);
    judge(message, "bindings/kafka/key", JSON.writeValueAsString(key));
    judge(message, "headers", JSON.writeValueAsString(headers));
    judge(
        message,
        "payload",
        event.value() == null ? "null" : new String(event.value(), StandardCharsets.UTF_8));
  }

  /// The answer of a handshake that was refused.
  void judgeRefusal(int status, String contentType, String body) {
    JsonNode told = document.at("/channels/socket/x-handshake-refusals");
    assertThat(contentType).isEqualTo(told.get("contentType").stringValue());
    Shape.of(told.get("schema")).holds("refused handshake", body);
    String code = JSON.readTree(body).get("code").stringValue();
    assertThat(told.get("codes"))
        .anyMatch(refusal ->
            refusal.get("status").asInt() == status
                && refusal.get("code").stringValue().equals(code));
  }

  boolean tellsCloseCode(int code) {
    for (JsonNode close : document.at("/channels/socket/x-close-codes")) {
      if (close.get("code").asInt() == code) {
        return true;
      }
    }
    return false;
  }

  /// The examples fit what they are examples of.
  void judgeExamples() {
    JsonNode messages = document.at("/components/messages");
    for (String message : messages.propertyNames()) {
      JsonNode examples = messages.get(message).get("examples");
      assertThat(examples).as(message).isNotEmpty();
      for (JsonNode example : examples) {
        shape(message, "payload").holds(message, example.get("payload").toString());
        if (example.has("headers")) {
          shape(message, "headers").holds(message, example.get("headers").toString());
        }
      }
    }
  }

  private String nameOf(String channel, String type, String side) {
    return document.names("/channels/" + channel + "/messages").stream()
        .filter(name -> name.startsWith(side))
        .filter(name ->
            document.at("/components/messages/" + name + "/name").stringValue().equals(type))
        .findFirst()
        .orElseThrow(() -> new AssertionError(channel + " has no documented " + side + type));
  }

  private void judge(String message, String part, String json) {
    shape(message, part).holds(message + "'s " + part, json);
    seen.add(message);
  }

  private Shape shape(String message, String part) {
    return shapes.computeIfAbsent(
        message + "/" + part, name -> Shape.of(document.at("/components/messages/" + name)));
  }
}
