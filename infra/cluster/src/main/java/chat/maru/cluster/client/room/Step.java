package chat.maru.cluster.client.room;

import chat.maru.cluster.client.wire.ClientFrame;

/// What a [SendQueue] wants done, in order.
public sealed interface Step {

  record Transmit(ClientFrame.Send frame) implements Step {}

  /// The log has it (D1).
  record Accepted(String id, String messageId) implements Step {}

  /// The same again would be refused again.
  record Failed(String id, String code) implements Step {}
}
