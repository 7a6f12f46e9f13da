package chat.maru.contract.topic;

import java.util.Map;

/// One topic's name, width and broker settings.
///
/// @param partitions how many rooms' orders can be worked on side by side; may grow, see the
///   runbook
/// @param config broker-side settings, as Kafka names them
public record Topic(String name, int partitions, Map<String, String> config) {}
