package chat.maru.contract.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.maru.contract.cipher.WrappedKey;
import chat.maru.contract.event.ReadAdvanced;
import chat.maru.contract.json.ContractJson;
import chat.maru.contract.revocation.Revocation;
import chat.maru.contract.trace.TraceContext;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeMessageTest {
  private final UUID user = UUID.randomUUID();
  private final UUID room = UUID.randomUUID();

  @Test
  void batchIsReadAsItWasWritten() {
    NodeBatch batch =
        new NodeBatch(
            List.of(
                new NodeMessage.Deliver(
                    List.of(user), new ReadAdvanced(room, user, 3, user, UUID.randomUUID()), null),
                new NodeMessage.Deliver(
                    List.of(user),
                    new ReadAdvanced(room, user, 4, user, UUID.randomUUID()),
                    new NodeMessage.Origin(
                        Instant.parse("2026-11-22T06:00:00.123Z"),
                        TraceContext.begin(true).value())),
                new NodeMessage.Typing(List.of(user), room, UUID.randomUUID()),
                new NodeMessage.Presence(user, false, Instant.parse("2026-11-22T06:00:00Z")),
                new NodeMessage.Presence(user, true, null),
                new NodeMessage.Revoked(
                    new Revocation.LoginEnded(
                        7, user, "login", Instant.parse("2026-11-22T06:00:00Z"))),
                new NodeMessage.Revoked(
                    new Revocation.Banned(8, user, Instant.parse("2026-11-22T06:00:00Z"))),
                new NodeMessage.Revoked(
                    new Revocation.Pardoned(9, user, Instant.parse("2026-11-22T06:00:00Z"))),
                new NodeMessage.Ping(42)),
            Instant.parse("2026-11-22T06:00:01.5Z"),
            List.of(WrappedKey.destroyed("a")));

    String json = ContractJson.mapper().writeValueAsString(batch);

    assertThat(ContractJson.mapper().readValue(json, NodeBatch.class)).isEqualTo(batch);
  }

  @Test
  void keysAreReadAsTheyWereWritten() {
    NodeBatch batch = new NodeBatch(List.of(), null, List.of(new WrappedKey("a", new byte[] {7})));

    String json = ContractJson.mapper().writeValueAsString(batch);

    assertThat(json).contains("{\"keyId\":\"a\",\"wrapped\":\"Bw==\"}");
    assertThat(ContractJson.mapper().readValue(json, NodeBatch.class).keys())
        .singleElement()
        .satisfies(key -> assertThat(key.wrapped()).containsExactly(7));
  }

  @Test
  void addressIsParsedAsItWasWritten() {
    NodeAddress address = new NodeAddress("gateway-1", "k3x9");

    assertThat(NodeAddress.parse(address.text())).isEqualTo(address);
    assertThat(address.channel()).isEqualTo("maru.node.gateway-1.k3x9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gateway-1", "/x", "a/", "a/b/c", "a b/c", "a/é"})
  void anythingElseIsNoAddress(String text) {
    assertThatThrownBy(() -> NodeAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void ticketItselfIsNotInItsKey() {
    assertThat(RedisKeys.ticket("secret")).startsWith("maru:ticket:").doesNotContain("secret");
  }
}
