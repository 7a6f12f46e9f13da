/// The fault run: a local cluster under traffic and faults, every device recorded, judged by the
/// history checker.
///
/// | package | holds |
/// |---|---|
/// | here | the command, a round, what the database held, the table |
/// | `workload` | who says what and when |
/// | `device` | recorded devices |
@NullMarked
package chat.maru.cluster.trial;

import org.jspecify.annotations.NullMarked;
