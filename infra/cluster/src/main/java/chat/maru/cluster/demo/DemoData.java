package chat.maru.cluster.demo;

import chat.maru.cluster.client.api.Account;
import chat.maru.cluster.client.api.ApiException;
import chat.maru.cluster.client.api.AuthApi;
import chat.maru.cluster.client.api.ChatApi;
import chat.maru.cluster.client.api.PasswordCredentials;
import chat.maru.cluster.client.api.Patience;
import chat.maru.cluster.client.api.Post;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Puts the demo's accounts and posts into a running cluster; what is there already stays as it is.
public final class DemoData {

  /// Their passwords are no secret: the cluster listens on loopback only.
  public static final List<DemoAccount> ACCOUNTS =
      List.of(
          new DemoAccount("jimin", "maru-demo-jimin", "지민"),
          new DemoAccount("haneul", "maru-demo-haneul", "하늘"));

  private static final int PAGE = 100;

  /// Of the newest posts, how many pages are looked through for the demo's; a second copy beyond
  /// them does no harm.
  private static final int MOST_PAGES = 10;

  private static final Patience PATIENCE = new Patience();

  private DemoData() {}

  /// A cluster without demo data is still a cluster: a failure is noted in one line and not thrown.
  ///
  /// @return whether all of it is there now
  public static boolean make(HttpClient http, URI page, Consumer<String> note) {
    try {
      var users = new HashMap<String, ChatApi>();
      for (DemoAccount account : ACCOUNTS) {
        users.put(account.username(), signedIn(http, page, account));
      }
      makeMissingPosts(users);
      return true;
    } catch (ApiException e) {
      note.accept("The demo data could not be made: " + e.getMessage());
      return false;
    }
  }

  private static ChatApi signedIn(HttpClient http, URI page, DemoAccount account) {
    var auth = new AuthApi(http, page);
    try {
      Account _ =
          PATIENCE.ask(
              () -> auth.register(account.username(), account.password(), account.displayName()));
    } catch (ApiException e) {
      if (!e.code().equals("username_taken")) {
        throw e;
      }
    }
    return new ChatApi(
        http, page, new PasswordCredentials(auth, account.username(), account.password()));
  }

  private static void makeMissingPosts(Map<String, ChatApi> users) {
    var there = new HashMap<String, Set<String>>();
    users.forEach((name, user) -> there.put(name, titlesOf(user)));
    for (DemoPost demo : DemoPost.ALL) {
      ChatApi user = users.get(demo.lender());
      if (user != null && there.getOrDefault(demo.lender(), Set.of()).add(demo.post().title())) {
        Post _ = PATIENCE.ask(() -> user.createPost(demo.post()));
      }
    }
  }

  private static Set<String> titlesOf(ChatApi user) {
    String lender = PATIENCE.ask(user::me).userId();
    var titles = new HashSet<String>();
    @Nullable String cursor = null;
    for (int page = 0; page < MOST_PAGES && (page == 0 || cursor != null); page++) {
      String from = cursor;
      var listing = PATIENCE.ask(() -> user.posts(PAGE, from));
      listing.items().stream()
          .filter(post -> post.lender().userId().equals(lender))
          .map(Post::title)
          .forEach(titles::add);
      cursor = listing.nextCursor();
    }
    return titles;
  }
}
