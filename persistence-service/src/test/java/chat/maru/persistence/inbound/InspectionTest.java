package chat.maru.persistence.inbound;

import static java.util.UUID.randomUUID;
import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.contract.event.InboundEvent;
import chat.maru.contract.event.MessageAccepted;
import chat.maru.contract.json.ContractJson;
import chat.maru.persistence.support.Scene;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class InspectionTest {
  private static final Scene SCENE = Scene.fresh();

  static Stream<InboundEvent> sound() {
    return Stream.of(
        SCENE.fromBorrower(randomUUID(), "a"),
        SCENE.fromLender(randomUUID(), "b"),
        SCENE.read(SCENE.lenderId(), 3));
  }

  @ParameterizedTest
  @MethodSource
  void sound(InboundEvent event) {
    assertThat(Inspection.inspect(json(event)))
        .usingRecursiveComparison()
        .isEqualTo(new Inspected.Sound(event));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "[]", "{}", "not json", "{\"type\":\"message.edited\"}", "\"text\""})
  void unreadable(String value) {
    assertThat(Inspection.inspect(value.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new Inspected.Unsound(ParkReason.UNREADABLE));
  }

  @Test
  void noValueIsUnreadable() {
    assertThat(Inspection.inspect(null)).isEqualTo(new Inspected.Unsound(ParkReason.UNREADABLE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "roomId",
        "messageId",
        "senderId",
        "clientMessageId",
        "postId",
        "borrowerId",
        "lenderId",
        "content",
        "digest",
        "acceptedAt"
      })
  void aMissingFieldIsUnreadable(String field) {
    ObjectNode tree = tree(SCENE.fromBorrower(randomUUID(), "a"));
    tree.remove(field);

    assertThat(Inspection.inspect(json(tree)))
        .isEqualTo(new Inspected.Unsound(ParkReason.UNREADABLE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"keyId", "ciphertext"})
  void aMissingPartOfTheContentIsUnreadable(String field) {
    ObjectNode tree = tree(SCENE.fromBorrower(randomUUID(), "a"));
    ((ObjectNode) tree.get("content")).remove(field);

    assertThat(Inspection.inspect(json(tree)))
        .isEqualTo(new Inspected.Unsound(ParkReason.UNREADABLE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"roomId", "userId", "seq"})
  void aReadWithoutAFieldIsUnreadable(String field) {
    ObjectNode tree = tree(SCENE.read(SCENE.lenderId(), 3));
    tree.remove(field);

    assertThat(Inspection.inspect(json(tree)))
        .isEqualTo(new Inspected.Unsound(ParkReason.UNREADABLE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"roomId", "messageId", "clientMessageId", "postId", "borrowerId"})
  void anIdThatIsNotTheFunctionOfItsPartsIsInconsistent(String field) {
    ObjectNode tree = tree(SCENE.fromBorrower(randomUUID(), "a"));
    tree.put(field, randomUUID().toString());

    assertThat(Inspection.inspect(json(tree)))
        .isEqualTo(new Inspected.Unsound(ParkReason.INCONSISTENT_IDS));
  }

  @Test
  void nobodyBorrowsFromThemselves() {
    UUID user = randomUUID();
    Scene self = new Scene(randomUUID(), user, user);

    assertThat(Inspection.inspect(json(self.fromBorrower(randomUUID(), "a"))))
        .isEqualTo(new Inspected.Unsound(ParkReason.INCONSISTENT_IDS));
  }

  @Test
  void aStrangersMessageIsNotAMembers() {
    MessageAccepted message =
        SCENE.message(
            randomUUID(), randomUUID(), "a", SCENE.fromBorrower(randomUUID(), "a").acceptedAt());

    assertThat(Inspection.inspect(json(message)))
        .isEqualTo(new Inspected.Unsound(ParkReason.NOT_A_MEMBER));
  }

  @Test
  void moreThanAnyGatewayMakesIsTooLarge() {
    assertThat(Inspection.inspect(new byte[300_000]))
        .isEqualTo(new Inspected.Unsound(ParkReason.TOO_LARGE));
  }

  private static ObjectNode tree(InboundEvent event) {
    return (ObjectNode) ContractJson.mapper().readTree(json(event));
  }

  private static byte[] json(Object value) {
    return ContractJson.mapper().writeValueAsBytes(value);
  }
}
