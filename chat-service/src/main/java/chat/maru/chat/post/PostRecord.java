package chat.maru.chat.post;

import chat.maru.chat.problem.ProblemException;
import chat.maru.chat.wire.TextRule;
import chat.maru.contract.event.PostPublished;
import chat.maru.contract.id.Ids;
import chat.maru.contract.json.ContractJson;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// What a record of the marketplace's topic says.
sealed interface PostRecord {

  record Published(PostPublished post, PostDraft draft, Instant recordedAt) implements PostRecord {}

  record Closed(UUID postId, Instant recordedAt) implements PostRecord {}

  record Malformed(String why) implements PostRecord {}

  Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
  TextRule DISPLAY_NAME = new TextRule("lender.displayName", 1, 40);

  static PostRecord read(ConsumerRecord<String, byte[]> record) {
    Instant recordedAt = Instant.ofEpochMilli(record.timestamp());
    Optional<UUID> key = Optional.ofNullable(record.key()).flatMap(Ids::parse);
    byte @Nullable [] value = record.value(); // null: a tombstone
    if (key.isEmpty()) {
      return new Malformed("key: no UUID");
    }
    return value == null
        ? new Closed(key.get(), recordedAt)
        : published(key.get(), value, recordedAt);
  }

  private static PostRecord published(UUID key, byte[] value, Instant recordedAt) {
    try {
      PostPublished post = ContractJson.mapper().readValue(value, PostPublished.class);
      if (post == null || !isComplete(post) || !key.equals(post.postId())) {
        return new Malformed("a field is missing, or the key names another post");
      }
      DISPLAY_NAME.require(post.lender().displayName());
      PostDraft draft = PostDraft.of(post.title(), post.description(), post.pricePerDay());
      return new Published(post, draft, recordedAt);
    } catch (JacksonException e) {
      return new Malformed("no JSON of a post: " + e.getOriginalMessage());
    } catch (ProblemException e) {
      return new Malformed(String.valueOf(e.getMessage()));
    }
  }

  /// Jackson leaves what is missing null, whatever the record's types say.
  @SuppressWarnings("ConstantValue")
  private static boolean isComplete(PostPublished post) {
    return post.postId() != null
        && post.lender() != null
        && post.lender().userId() != null
        && post.createdAt() != null
        && post.createdAt().isAfter(Instant.EPOCH)
        && post.createdAt().isBefore(LATEST)
        && post.version() >= 0;
  }
}
