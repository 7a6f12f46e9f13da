/// What a batch of records becomes: decided as a value, then written in one statement.
///
/// | state | owner |
/// |---|---|
/// | [Known] | read under the rooms' locks, true until the transaction ends |
/// | [Decision] | nobody: it is a value |
@NullMarked
package chat.maru.persistence.message;

import org.jspecify.annotations.NullMarked;
