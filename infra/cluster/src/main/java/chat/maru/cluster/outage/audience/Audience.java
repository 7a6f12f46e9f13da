package chat.maru.cluster.outage.audience;

import chat.maru.cluster.client.ChatClient;
import chat.maru.cluster.client.Settings;
import chat.maru.cluster.client.api.ChatApi;
import chat.maru.cluster.client.api.Credentials;
import chat.maru.cluster.client.wire.WebSockets;
import chat.maru.cluster.load.Crowd;
import chat.maru.cluster.load.Crowd.Member;
import chat.maru.cluster.load.Pacer;
import chat.maru.cluster.state.ClusterState;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Pairs of people in a running cluster, with their devices: reference clients, evenly over all
/// gateways and chat-services. Each pair has a room with one message when [#gather] returns.
public final class Audience implements AutoCloseable {
  private static final int THREADS = 2;
  private static final int LOOKS_PER_SECOND = 20;
  private static final Duration GATHERED = Duration.ofSeconds(60);

  private final WebSockets sockets;
  private final HttpClient http;
  private final ClusterState state;
  private final Ledger ledger = new Ledger();
  private final List<Conversation> conversations = new ArrayList<>();
  private final AtomicInteger people = new AtomicInteger();
  private int next; // number of the next message, only the writing thread

  private Audience(ClusterState state) {
    this.state = state;
    sockets = new WebSockets(THREADS, state.trust());
    http = state.trust().http().build();
  }

  /// @param devicesEach devices of each of the two
  /// @throws IllegalStateException when they don't get together
  public static Audience gather(ClusterState state, int pairs, int devicesEach) {
    Audience audience = new Audience(state);
    try (Crowd crowd = new Crowd(state)) {
      audience.conversations.addAll(
          crowd.together(Collections.nCopies(pairs, audience.conversation(crowd, devicesEach))));
      audience.conversations.forEach(conversation -> conversation.begin(audience.next++));
      if (!await(GATHERED, () -> audience.all(Conversation::begun))) {
        throw new IllegalStateException("the first messages were not shown within " + GATHERED);
      }
      return audience;
    } catch (RuntimeException e) {
      audience.close();
      throw e;
    }
  }

  private Callable<Conversation> conversation(Crowd crowd, int devicesEach) {
    return () -> {
      List<Member> members = crowd.membersHere(2);
      String postId = crowd.post(members.getLast());
      Side borrower = side(members.getFirst(), devicesEach);
      return new Conversation(borrower, side(members.getLast(), devicesEach), postId, ledger);
    };
  }

  private Side side(Member member, int number) {
    Credentials credentials = Credentials.fixed(member.token());
    int place = people.getAndIncrement();
    ChatApi api = new ChatApi(http, chatService(place), credentials);
    List<Screen> screens = Stream.generate(() -> new Screen(ledger)).limit(number).toList();
    List<ChatClient> clients =
        IntStream.range(0, number)
            .mapToObj(i ->
                ChatClient.start(
                    sockets, api, credentials, gateways(place * number + i), screens.get(i)))
            .toList();
    return new Side(api, clients, screens);
  }

  private URI chatService(int place) {
    return URI.create(state.chatServices().get(place % state.chatServices().size()).url());
  }

  /// All of them, another one first for each device.
  private Settings gateways(int place) {
    List<URI> all =
        new ArrayList<>(state.gateways().stream().map(g -> URI.create(g.url())).toList());
    Collections.rotate(all, -place % all.size());
    return Settings.through(all.toArray(URI[]::new));
  }

  /// Writes the next message. From one thread.
  void write() {
    conversations.get(next % conversations.size()).write(next);
    next++;
  }

  public Ledger ledger() {
    return ledger;
  }

  /// What all devices tell together.
  public <T> List<T> ofScreens(Function<Screen, ? extends Stream<T>> what) {
    return conversations.stream().flatMap(Conversation::screens).flatMap(what).toList();
  }

  /// Whether every device is linked and was shown everything, now or within that time.
  public boolean awaitWhole(Duration patience) {
    return await(patience, () -> all(Conversation::whole));
  }

  /// Whether every device has a live link to a gateway, now or within that time.
  public boolean awaitLinked(Duration patience) {
    return await(patience, () -> all(Conversation::linked));
  }

  /// After the last message; needs the REST interface of all chat-services.
  public Judgement judge() {
    return conversations.stream()
        .map(Conversation::judge)
        .reduce(Judgement.NOTHING, Judgement::plus);
  }

  private boolean all(Predicate<Conversation> fitting) {
    return conversations.stream().allMatch(fitting);
  }

  private static boolean await(Duration patience, BooleanSupplier reached) {
    Pacer looks = new Pacer(System.nanoTime(), LOOKS_PER_SECOND);
    for (int i = 1; i <= patience.toSeconds() * LOOKS_PER_SECOND && !reached.getAsBoolean(); i++) {
      long _ = looks.await(i);
    }
    return reached.getAsBoolean();
  }

  @Override
  public void close() {
    conversations.forEach(Conversation::close);
    sockets.close();
    http.close();
  }
}
