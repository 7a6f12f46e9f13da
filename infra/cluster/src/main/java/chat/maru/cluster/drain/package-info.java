/// Measures how fast a running cluster stores a backlog: messages wait in the inbound log while the
/// persistence-services are frozen, then these go on. See `docs/operations.md`, "Measuring".
@NullMarked
package chat.maru.cluster.drain;

import org.jspecify.annotations.NullMarked;
