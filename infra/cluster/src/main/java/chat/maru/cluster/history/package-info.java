/// The history checker: reads what a run recorded and says of each guarantee D1 to D8 whether it
/// held. It needs no cluster and believes nobody: devices are judged by what they got, the cluster
/// by what the database holds.
///
/// | package | holds |
/// |---|---|
/// | `record` | the format: events, files |
/// | `judge` | one rule per guarantee |
@NullMarked
package chat.maru.cluster.history;

import org.jspecify.annotations.NullMarked;
