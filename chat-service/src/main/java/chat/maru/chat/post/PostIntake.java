package chat.maru.chat.post;

import chat.maru.chat.identity.Users;
import chat.maru.chat.problem.Outage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchMessageListener;

/// Takes in the marketplace's posts: `chat-posts` on `marketplace.posts.v1`.
///
/// Every step may be repeated. A record that can't be taken in is logged, counted and passed over;
/// while the database is away the batch waits.
class PostIntake implements BatchMessageListener<String, byte[]> {
  private static final Logger LOG = LoggerFactory.getLogger(PostIntake.class);

  private final Posts posts;
  private final Users users;
  private final Counter skipped;

  PostIntake(Posts posts, Users users, MeterRegistry meters) {
    this.posts = posts;
    this.users = users;
    this.skipped =
        Counter.builder("maru.posts.skipped")
            .description("Marketplace records that could not be taken in")
            .register(meters);
  }

  @Override
  public void onMessage(List<ConsumerRecord<String, byte[]>> records) {
    for (ConsumerRecord<String, byte[]> record : records) {
      try {
        take(record);
      } catch (RuntimeException e) {
        if (Outage.isCauseOf(e)) {
          throw e;
        }
        skip(record, e.toString());
      }
    }
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    switch (PostRecord.read(record)) {
      case PostRecord.Published published -> publish(published);
      case PostRecord.Closed(var postId, var recordedAt) -> posts.close(postId, recordedAt);
      case PostRecord.Malformed(var why) -> skip(record, why);
    }
  }

  private void publish(PostRecord.Published published) {
    var post = published.post();
    var draft = published.draft();
    users.meet(post.lender().userId(), post.lender().displayName(), published.recordedAt());
    posts.takeIn(
        post.postId(),
        post.lender().userId(),
        draft.title(),
        draft.description(),
        draft.pricePerDay(),
        post.createdAt(),
        post.version(),
        published.recordedAt());
  }

  private void skip(ConsumerRecord<?, ?> record, String why) {
    LOG.warn("Skipped {}-{}@{}: {}", record.topic(), record.partition(), record.offset(), why);
    skipped.increment();
  }
}
