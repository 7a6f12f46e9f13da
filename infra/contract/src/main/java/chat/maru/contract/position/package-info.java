/// How far a topic is in the database, by which a database that forgot its last commits is found
/// out (D1).
///
/// | state | owner |
/// |---|---|
/// | `log_position` | per topic, the transaction of the batch it speaks of |
/// | `Positions.seen` | per partition, the consumer thread that has it assigned |
@NullMarked
package chat.maru.contract.position;

import org.jspecify.annotations.NullMarked;
