package chat.maru.cluster.trial;

import chat.maru.cluster.fault.PlannedFault;

/// A fault that was done to the cluster.
///
/// @param sends that devices attempted from its begin until the part was ready again
public record SufferedFault(PlannedFault planned, long sends) {}
