package chat.maru.cluster.history.judge;

import chat.maru.cluster.history.record.Recorded;
import java.util.List;

/// One check that failed.
///
/// @param events that show it
public record Offence(String what, List<Recorded> events) {}
