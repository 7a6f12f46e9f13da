package chat.maru.persistence.support;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A thousand posts, each of another lender, and a thousand borrowers, made at once: enough people
/// for a million rooms.
public final class Marketplace {
  private static final int SIZE = 1_000;

  private static final String USERS =
      """
      INSERT INTO app_user (id, display_name, created_at)
      SELECT gen_random_uuid(), 'someone', now() FROM generate_series(1, ?) RETURNING id
      """;

  private static final String POSTS =
      """
      INSERT INTO post (id, lender_id, title, created_at)
      SELECT gen_random_uuid(), u.id, 'a tent', now() FROM unnest(?::uuid[]) AS u (id)
      RETURNING id, lender_id
      """;

  private record Post(UUID id, UUID lenderId) {}

  private final List<UUID> borrowers;
  private final List<Post> posts;

  public Marketplace(JdbcClient jdbc) {
    borrowers = users(jdbc);
    posts = posts(jdbc, users(jdbc));
  }

  /// Another room for each number below a million; neighbours share neither post nor borrower.
  public Scene scene(int number) {
    int post = number % SIZE;
    int borrower = (number / SIZE + post) % SIZE;
    return new Scene(posts.get(post).id(), borrowers.get(borrower), posts.get(post).lenderId());
  }

  private static List<UUID> users(JdbcClient jdbc) {
    return jdbc.sql(USERS).param(SIZE).query(UUID.class).list();
  }

  private static List<Post> posts(JdbcClient jdbc, List<UUID> lenders) {
    String ids = lenders.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
    return jdbc.sql(POSTS)
        .param(ids)
        .query((row, _) -> new Post(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
        .list();
  }
}
