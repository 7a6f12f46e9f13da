package chat.maru.cluster.e2e;

import chat.maru.cluster.client.api.Account;
import chat.maru.cluster.client.api.AuthApi;
import chat.maru.cluster.client.api.ChatApi;
import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.api.MessagePage;
import chat.maru.cluster.client.api.NewPost;
import chat.maru.cluster.client.api.PasswordCredentials;
import chat.maru.cluster.client.api.Patience;
import chat.maru.cluster.client.api.Post;
import chat.maru.cluster.client.wire.ClientFrame.Send;
import chat.maru.cluster.client.wire.Handshake;
import chat.maru.cluster.client.wire.HandshakeRefusedException;
import chat.maru.cluster.client.wire.RawSession;
import chat.maru.cluster.client.wire.ServerFrame;
import chat.maru.cluster.client.wire.WebSockets;
import chat.maru.cluster.state.ClusterState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/// One test class's people, posts and sessions in a running cluster that others share: everything
/// is made anew under random names, nothing is cleaned up but the sessions.
final class World implements AutoCloseable {
  private static final int PAGE = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ClusterState state;
  private final HttpClient http;
  private final WebSockets sockets;
  private final Patience patience = new Patience();
  private final Collection<AutoCloseable> sessions = new ConcurrentLinkedQueue<>();

  World(ClusterState state) {
    this.state = state;
    http = state.trust().http().build();
    sockets = new WebSockets(2, state.trust());
  }

  ClusterState state() {
    return state;
  }

  WebSockets sockets() {
    return sockets;
  }

  URI chatService() {
    return URI.create(state.chatServices().getFirst().url());
  }

  /// @param number counted from 1, as in the gateways' names
  URI gateway(int number) {
    return URI.create(state.gateways().get(number - 1).url());
  }

  AuthApi auth() {
    return new AuthApi(http, chatService());
  }

  /// A new user, signed in.
  User user(String displayName) {
    String username = "u" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    String password = UUID.randomUUID().toString();
    Account account = patience.ask(() -> auth().register(username, password, displayName));
    PasswordCredentials credentials = new PasswordCredentials(auth(), username, password);
    String _ = patience.ask(credentials::token);
    return new User(account, password, credentials, new ChatApi(http, chatService(), credentials));
  }

  Post postOf(User lender) {
    return lender
        .api()
        .createPost(new NewPost("Camping tent for four", "Two nights at most", 9000L));
  }

  /// A device of this user, welcomed by that gateway, which answers 503 as long as nobody could
  /// find a session there: after each break of its link to Redis.
  RawSession device(User user, int gateway) {
    Handshake handshake = Handshake.withToken(gateway(gateway), user.token());
    return Looking.until(PATIENCE, () -> welcomed(handshake));
  }

  private Optional<RawSession> welcomed(Handshake handshake) {
    try {
      return Optional.of(kept(RawSession.welcomed(sockets, handshake)));
    } catch (HandshakeRefusedException e) {
      if (e.status() == HttpURLConnection.HTTP_UNAVAILABLE) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// Only the link: no `welcome` is awaited.
  RawSession link(Handshake handshake) {
    return kept(RawSession.open(sockets, handshake));
  }

  /// A borrower and a lender with their room, in which one message is stored.
  Pair pair() {
    User borrower = user("Borrower");
    User lender = user("Lender");
    Post post = postOf(lender);
    try (RawSession first = device(borrower, 1)) {
      Send hello = Send.onPost(post.postId(), "Is it free on Saturday?");
      ServerFrame.Ack _ = acked(first, hello);
      return new Pair(borrower, lender, post, storedIn(first, hello).roomId());
    }
  }

  List<Pair> pairs(int count) {
    return together(java.util.Collections.nCopies(count, this::pair));
  }

  /// How often the cluster had to tell something again, by its own count: fan-out because Redis did
  /// not answer, persistence because a client asked again. Only where this grows may devices hear a
  /// message twice, with the same `seq`: delivery is at least once (D12).
  double repeatsTold() {
    return sum(state.chatServices().getFirst().management(), "maru_fanout_retries_total")
        + sum(
            state.persistenceServices().getFirst().management(), "maru_persistence_repeats_total");
  }

  /// Of these, what one persistence-service told again.
  double repeatsStored(URI management) {
    return sum(management.toString(), "maru_persistence_repeats_total");
  }

  /// What the first persistence-service has parked for this reason since its start.
  double parked(String reason) {
    return sum(
        state.persistenceServices().getFirst().management(),
        line ->
            line.startsWith("maru_persistence_parked_total")
                && line.contains("reason=\"" + reason + "\""));
  }

  private double sum(String management, String meter) {
    return sum(management, line -> line.startsWith(meter));
  }

  private double sum(String management, Predicate<String> fitting) {
    URI metrics = URI.create(management + "/actuator/prometheus");
    try {
      return http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofLines())
          .body()
          .filter(fitting)
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Sends, and sends the same again after each refusal that asks for it, not before it may, as the
  /// protocol says and a busy machine may need, until the cluster has it.
  static ServerFrame.Ack acked(RawSession session, Send send) {
    int from = session.received().size();
    session.send(send);
    ServerFrame answer = session.awaitFrom(from, PATIENCE, frame -> answers(frame, send)).frame();
    if (answer instanceof ServerFrame.Ack ack) {
      return ack;
    }
    heed(retryAfterMs(answer));
    return acked(session, send);
  }

  /// Sends all at once, and what was refused for now again in its order until all of it is acked
  /// (D4).
  static void ackedInOrder(RawSession session, List<Send> sends) {
    int from = session.received().size();
    sends.forEach(session::send);
    List<Send> refused = new ArrayList<>();
    long wait = 0;
    for (Send send : sends) {
      ServerFrame answer = session.awaitFrom(from, PATIENCE, frame -> answers(frame, send)).frame();
      if (answer instanceof ServerFrame.Failure) {
        refused.add(send);
        wait = Math.max(wait, retryAfterMs(answer));
      }
    }
    if (!refused.isEmpty()) {
      heed(wait);
      ackedInOrder(session, refused);
    }
  }

  private static long retryAfterMs(ServerFrame refusal) {
    return refusal instanceof ServerFrame.Failure failure && failure.retryAfterMs() != null
        ? failure.retryAfterMs()
        : 0;
  }

  /// Who comes before the time is refused again, and loses the session by doing so too often (D9).
  private static void heed(long retryAfterMs) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(retryAfterMs));
  }

  private static boolean answers(ServerFrame frame, Send send) {
    return switch (frame) {
      case ServerFrame.Ack ack -> ack.id().equals(send.id());
      case ServerFrame.Failure failure -> send.id().equals(failure.id()) && failure.retryable();
      default -> false;
    };
  }

  /// The stored message that this send became, as this session saw it.
  static Message storedIn(RawSession session, Send send) {
    return session
        .await(ServerFrame.Stored.class, s -> s.message().clientMessageId().equals(send.id()))
        .message();
  }

  /// The whole room over REST, page by page, oldest first.
  static List<Message> history(User user, String roomId) {
    List<Message> all = new ArrayList<>();
    MessagePage page;
    do {
      page = user.api().after(roomId, all.size(), PAGE);
      all.addAll(page.items());
    } while (page.hasMore());
    return all;
  }

  /// Runs all at once and answers their results in order; the first failure is the test's.
  static <T> List<T> together(List<? extends Callable<T>> tasks) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<T> results = new ArrayList<>();
      for (Future<T> done : threads.invokeAll(tasks)) {
        results.add(done.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    sessions.forEach(World::close);
    sockets.close();
    http.close();
  }

  /// Closed with this world.
  <S extends AutoCloseable> S kept(S session) {
    sessions.add(session);
    return session;
  }

  private static void close(AutoCloseable session) {
    try {
      session.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /// Two people with a room.
  record Pair(User borrower, User lender, Post post, String roomId) {}
}
