/// `send` and `read`: order, rules, seal, append, answer.
///
/// A send goes through its room's [Lane], which lets one at a time out (D4), is judged by
/// [SendRules], sealed, appended by [MessageLog], and answered when the log has it (D1). Lanes
/// belong to one session and are guarded by its [SendLanes]; answers come on Kafka's thread or on
/// that of a look-up and never wait.
@NullMarked
package chat.maru.gateway.intake;

import org.jspecify.annotations.NullMarked;
