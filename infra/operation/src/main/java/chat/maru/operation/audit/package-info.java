/// The audit log: one line for each event of security, to the logger `maru.audit`; in production a
/// JSON object of the Elastic Common Schema. Never a text, a token, a password or a name that
/// somebody typed.
///
/// | state | owner |
/// |---|---|
/// | `AuditWriter.waiting` | any thread offers, the writer's thread takes |
/// | `Allowance` | any thread, under its lock |
@NullMarked
package chat.maru.operation.audit;

import org.jspecify.annotations.NullMarked;
