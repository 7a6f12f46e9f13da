/// Measures how REST grows with history: fills a running cluster's database with as many messages
/// as are wanted, in rooms of the shape that people have, and times what is read of it, open-loop.
/// See `docs/operations.md`, "Measuring".
///
/// Most rows are filler that nobody reads. The rooms that are read hold messages sealed with the
/// cluster's own keys, spread over the tables as if they had been sent among the others.
@NullMarked
package chat.maru.cluster.growth;

import org.jspecify.annotations.NullMarked;
