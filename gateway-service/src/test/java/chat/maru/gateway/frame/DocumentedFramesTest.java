package chat.maru.gateway.frame;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.document.Document;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/asyncapi.yaml` has every frame type that this service speaks, with its fields, and no
/// other.
class DocumentedFramesTest {
  /// For a later server: one that misses news of a single room.
  private static final Map<String, List<String>> TO_COME = Map.of("resync", List.of("roomId"));

  private final Document document = Document.named("asyncapi.yaml");

  @Test
  void clientFramesAreDocumented() {
    assertThat(documented("client").keySet())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(ClientFrame.class.getPermittedSubclasses())
                .map(frame -> frame.getSimpleName().toLowerCase(Locale.ROOT))
                .toList());
  }

  @Test
  void everyDocumentedExampleOfAClientFrameIsUnderstood() {
    for (String message : messages("client")) {
      document
          .at("/components/messages/" + message + "/examples")
          .forEach(example ->
              assertThat(FrameDecoder.decode(example.get("payload").toString()))
                  .as(message)
                  .isInstanceOf(Decoded.Understood.class));
    }
  }

  @Test
  void serverFramesAreDocumentedWithTheirFields() {
    Map<String, List<String>> built = new HashMap<>();
    for (var frame : ServerFrame.class.getAnnotation(JsonSubTypes.class).value()) {
      Stream<String> fields =
          Arrays.stream(frame.value().getRecordComponents()).map(RecordComponent::getName);
      Stream<String> more = TO_COME.getOrDefault(frame.name(), List.of()).stream();
      built.put(
          frame.name(),
          Stream.of(Stream.of("type"), fields, more).flatMap(s -> s).sorted().toList());
    }
    assertThat(documented("server")).isEqualTo(built);
  }

  /// Fields by frame type.
  private Map<String, List<String>> documented(String side) {
    Map<String, List<String>> frames = new HashMap<>();
    for (String message : messages(side)) {
      String pointer = "/components/messages/" + message;
      String type = document.at(pointer + "/name").stringValue();
      assertThat(document.at(pointer + "/payload/properties/type/const").stringValue())
          .isEqualTo(type);
      frames.put(type, List.copyOf(new TreeSet<>(document.names(pointer + "/payload/properties"))));
    }
    return frames;
  }

  private List<String> messages(String side) {
    return document.names("/channels/socket/messages").stream()
        .filter(name -> name.startsWith(side))
        .toList();
  }
}
