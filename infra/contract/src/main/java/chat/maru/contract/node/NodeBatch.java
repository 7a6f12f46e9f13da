package chat.maru.contract.node;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One publish to one node: its messages in order.
///
/// @param toldAt when it was published, by the publisher's clock; absent where nobody measures
public record NodeBatch(List<NodeMessage> messages, @Nullable Instant toldAt) {

  public NodeBatch(List<NodeMessage> messages) {
    this(messages, null);
  }
}
