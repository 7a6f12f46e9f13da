package chat.maru.cluster.trial;

import chat.maru.cluster.fault.PlannedFault;

/// A fault that was done to the cluster.
///
/// @param unanswered sends that waited for an answer when it began, over all devices
public record SufferedFault(PlannedFault planned, long unanswered) {}
