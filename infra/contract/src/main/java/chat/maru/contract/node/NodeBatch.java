package chat.maru.contract.node;

import chat.maru.contract.cipher.WrappedKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One publish to one node: its messages in order.
///
/// @param toldAt when it was published, by the publisher's clock; absent where nobody measures
/// @param keys that open the contents of these messages, each once; absent is none
public record NodeBatch(
    List<NodeMessage> messages, @Nullable Instant toldAt, @Nullable List<WrappedKey> keys) {

  public NodeBatch(List<NodeMessage> messages) {
    this(messages, null, null);
  }
}
