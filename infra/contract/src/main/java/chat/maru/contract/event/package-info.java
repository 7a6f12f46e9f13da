/// What the log and the public stream carry, one record per event type.
///
/// | record | topic | `ce_type` | `ce_id` |
/// |---|---|---|---|
/// | [MessageAccepted] | `chat.inbound.v1` | `message.accepted` | `accepted:<messageId>` |
/// | [ReadAccepted] | `chat.inbound.v1` | `read.accepted` | `read-accepted:<roomId>:<userId>:<seq>` |
/// | [MessageStored] | `chat.messages.v1` | `message.stored` | `stored:<messageId>` |
/// | [ReadAdvanced] | `chat.messages.v1` | `read.advanced` | `read:<roomId>:<userId>:<seq>` |
/// | [MessageRefused] | `chat.messages.v1` | `message.refused` | `refused:<messageId>:<digest>` |
/// | [RecipientAway] | `chat.notifications.v1` | `recipient.away` | `away:<messageId>:<recipientId>` |
/// | [PostPublished] | `marketplace.posts.v1` | `post.published` | the marketplace's |
///
/// Values are JSON under the schemas in `schemas/`; an id depends on nothing but the event, so a
/// repeat carries the same one (D12).
@NullMarked
package chat.maru.contract.event;

import org.jspecify.annotations.NullMarked;
