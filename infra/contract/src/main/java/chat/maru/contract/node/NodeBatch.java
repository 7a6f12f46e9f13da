package chat.maru.contract.node;

import java.util.List;

/// One publish to one node: its messages in order.
public record NodeBatch(List<NodeMessage> messages) {}
