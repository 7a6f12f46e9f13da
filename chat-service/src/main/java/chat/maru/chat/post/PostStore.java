package chat.maru.chat.post;

import chat.maru.chat.identity.Users;
import chat.maru.contract.event.PostPublished;
import java.util.Comparator;
import java.util.List;

/// Puts what records say into the tables, in the caller's transaction. Every step may be repeated.
class PostStore {
  private final Posts posts;
  private final Users users;

  PostStore(Posts posts, Users users) {
    this.posts = posts;
    this.users = users;
  }

  void store(List<PostRecord> batch) {
    meetLenders(batch);
    batch.forEach(this::store);
  }

  /// In the order of their ids: two nodes that meet the same lenders wait for each other one way.
  private void meetLenders(List<PostRecord> batch) {
    batch.stream()
        .filter(PostRecord.Published.class::isInstance)
        .map(PostRecord.Published.class::cast)
        .sorted(Comparator.comparing(published -> published.post().lender().userId()))
        .forEach(this::meetLender);
  }

  private void meetLender(PostRecord.Published published) {
    PostPublished.Lender lender = published.post().lender();
    users.meet(lender.userId(), lender.displayName(), published.recordedAt());
  }

  private void store(PostRecord content) {
    switch (content) {
      case PostRecord.Published published -> publish(published);
      case PostRecord.Closed(var postId, var recordedAt) -> posts.close(postId, recordedAt);
      case PostRecord.Malformed _ -> {}
    }
  }

  private void publish(PostRecord.Published published) {
    var post = published.post();
    var draft = published.draft();
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
}
