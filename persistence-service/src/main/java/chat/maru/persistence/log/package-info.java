/// The inbound log's consumer: batch → one transaction → public events → offsets, forward only, and
/// again from the start of the batch when any of it fails.
///
/// | state | owner |
/// |---|---|
/// | a batch | the consumer thread that polled it, until its offsets are committed |
/// | [EventPublisher]'s unanswered sends, [StoreSteps] | the same thread |
/// | [OldestUnstored] | written by consumer threads, each its partitions; read by scrapes |
///
/// Order of truth: the transaction's commit decides, the public stream tells, the committed offset
/// only saves work. Each is done after the one before it was confirmed, so a crash repeats and
/// never skips (D1, D12).
@NullMarked
package chat.maru.persistence.log;

import org.jspecify.annotations.NullMarked;
