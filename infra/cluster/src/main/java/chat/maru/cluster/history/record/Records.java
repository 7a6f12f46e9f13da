package chat.maru.cluster.history.record;

import java.util.List;

/// What was read of a run.
///
/// @param notes what was left out and why, one line each
public record Records(List<Recorded> entries, List<String> notes) {}
