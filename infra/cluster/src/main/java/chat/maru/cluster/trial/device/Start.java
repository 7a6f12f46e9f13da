package chat.maru.cluster.trial.device;

import java.util.Map;
import java.util.random.RandomGenerator;

/// How a device begins.
///
/// @param name that no other client of the run has
/// @param heads what it has of each room from before
/// @param random for its gateways and waits, its own
public record Start(String name, Map<String, Long> heads, RandomGenerator random) {}
