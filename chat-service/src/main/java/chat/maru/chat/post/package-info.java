/// Lending posts: made by REST, or taken in from the marketplace's topic.
///
/// The intake: `PostIntake` → `PostWriter`, one transaction per batch with the topic's position →
/// `PostStore`. The transaction's commit decides; the committed offset only saves work (D1).
///
/// | state | owner |
/// |---|---|
/// | a batch | the consumer thread that polled it |
/// | `log_position` of `marketplace.posts.v1` | the transaction of the batch it speaks of |
@NullMarked
package chat.maru.chat.post;

import org.jspecify.annotations.NullMarked;
