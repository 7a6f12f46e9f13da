/// Consumes the inbound log: one transaction per batch decides what each record is, then the public
/// stream is told.
///
/// | package | does | owns |
/// |---|---|---|
/// | `inbound` | tells which records can ever be stored | nothing |
/// | `room`, `read`, `message` | the rules as values, and their tables | the rows of a batch, while its transaction lives |
/// | `position` | finds a database that forgot commits | per partition, how far the database was seen |
/// | `log` | consumer, transaction, publication, offsets: the only I/O | the batch in flight |
/// | `park` | keeps what can't be stored, and the command that replays it | nothing |
@NullMarked
package chat.maru.persistence;

import org.jspecify.annotations.NullMarked;
