package chat.maru.cluster.load;

import chat.maru.cluster.client.api.Account;
import chat.maru.cluster.client.api.AuthApi;
import chat.maru.cluster.client.api.ChatApi;
import chat.maru.cluster.client.api.Credentials;
import chat.maru.cluster.client.api.Login;
import chat.maru.cluster.client.api.NewPost;
import chat.maru.cluster.client.api.Patience;
import chat.maru.cluster.state.ClusterState;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// New users of the measured cluster, made over REST, some at a time.
public final class Crowd implements AutoCloseable {
  private static final int AT_A_TIME = 16;

  private final ClusterState state;
  private final Patience patience = new Patience();
  private final HttpClient http;
  private final ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);

  public Crowd(ClusterState state) {
    this.state = state;
    http = state.trust().http().build();
  }

  public ClusterState state() {
    return state;
  }

  public URI gateway(int index) {
    return URI.create(state.gateways().get(index % state.gateways().size()).url());
  }

  /// Some, on the calling thread.
  public List<Member> membersHere(int count) {
    return Stream.generate(this::member).limit(count).toList();
  }

  /// A post of this lender.
  public String post(Member lender) {
    Credentials credentials = Credentials.fixed(lender.token());
    ChatApi lends = new ChatApi(http, chatService(), credentials);
    return patience
        .ask(() -> lends.createPost(new NewPost("Something to lend", null, null)))
        .postId();
  }

  public <T> List<T> together(List<? extends Callable<T>> tasks) {
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> done : threads.invokeAll(tasks)) {
        results.add(done.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException("preparing failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private Member member() {
    AuthApi auth = new AuthApi(http, chatService());
    String username = "load" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    String password = UUID.randomUUID().toString();
    Account account = patience.ask(() -> auth.register(username, password, "Load"));
    Login login = patience.ask(() -> auth.login(username, password));
    return new Member(account.userId(), login.accessToken());
  }

  private URI chatService() {
    return URI.create(state.chatServices().getFirst().url());
  }

  @Override
  public void close() {
    threads.close();
    http.close();
  }

  public record Member(String userId, String token) {}
}
