package chat.maru.gateway.delivery;

import chat.maru.contract.cipher.WrappedKey;
import chat.maru.contract.json.ContractJson;
import chat.maru.contract.key.OpenedKeys;
import chat.maru.contract.node.NodeBatch;
import chat.maru.contract.node.NodeMessage;
import chat.maru.gateway.revocation.Revocations;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads the payloads of the node's channel. One message that is not understood, of a newer version
/// perhaps, does not stop the others.
final class NodeInbox {
  private static final Logger log = LoggerFactory.getLogger(NodeInbox.class);

  private final Deliveries deliveries;
  private final PresenceNews presence;
  private final Revocations revocations;
  private final OpenedKeys keys;
  private final Counter strange;

  NodeInbox(
      Deliveries deliveries,
      PresenceNews presence,
      Revocations revocations,
      OpenedKeys keys,
      MeterRegistry registry) {
    this.deliveries = deliveries;
    this.presence = presence;
    this.revocations = revocations;
    this.keys = keys;
    this.strange = registry.counter("maru.gateway.deliveries.strange");
  }

  /// @param pings gets the number of each ping, when all before it in the batch was handled
  void take(byte[] payload, LongConsumer pings) {
    try {
      NodeBatch batch = ContractJson.mapper().readValue(payload, NodeBatch.class);
      BatchTexts texts = new BatchTexts(keys, batch.keys());
      batch.messages().forEach(message -> handle(message, texts, batch.toldAt(), pings));
    } catch (JacksonException e) {
      takeOneByOne(payload, pings);
    }
  }

  private void handle(
      NodeMessage message, BatchTexts texts, @Nullable Instant toldAt, LongConsumer pings) {
    switch (message) {
      case NodeMessage.Deliver deliver -> deliveries.deliver(deliver, texts, toldAt);
      case NodeMessage.Typing typing -> deliveries.deliver(typing);
      case NodeMessage.Presence news -> presence.heard(news);
      case NodeMessage.Revoked(var revocation) -> revocations.heard(revocation);
      case NodeMessage.Ping(long number) -> pings.accept(number);
    }
  }

  /// Not measured.
  private void takeOneByOne(byte[] payload, LongConsumer pings) {
    try {
      JsonNode batch = ContractJson.mapper().readTree(payload);
      BatchTexts texts = new BatchTexts(keys, keysOf(batch));
      for (JsonNode message : batch.path("messages")) {
        takeOne(message, texts, pings);
      }
    } catch (JacksonException e) {
      leaveOut(e);
    }
  }

  private void takeOne(JsonNode message, BatchTexts texts, LongConsumer pings) {
    try {
      handle(ContractJson.mapper().treeToValue(message, NodeMessage.class), texts, null, pings);
    } catch (JacksonException e) {
      leaveOut(e);
    }
  }

  private static List<WrappedKey> keysOf(JsonNode batch) {
    List<WrappedKey> keys = new ArrayList<>();
    for (JsonNode key : batch.path("keys")) {
      keys.add(ContractJson.mapper().treeToValue(key, WrappedKey.class));
    }
    return keys;
  }

  /// Without the exception's text, which may quote content.
  private void leaveOut(JacksonException e) {
    strange.increment();
    log.warn("A message to this node was not understood: {}", e.getClass().getSimpleName());
  }
}
