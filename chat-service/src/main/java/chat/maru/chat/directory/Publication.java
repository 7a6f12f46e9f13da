package chat.maru.chat.directory;

import chat.maru.contract.node.NodeAddress;
import chat.maru.contract.node.NodeBatch;

/// A batch for one node.
public record Publication(NodeAddress node, NodeBatch batch) {}
