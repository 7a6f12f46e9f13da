package chat.maru.cluster.outage.audience;

import chat.maru.cluster.client.ChatClient;
import chat.maru.cluster.client.ChatListener;
import chat.maru.cluster.client.Settings;
import chat.maru.cluster.client.api.ChatApi;
import chat.maru.cluster.client.api.Credentials;
import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.wire.Handshake;
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
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Rooms whose borrowers write the longest messages there are, to lenders with many links on one
/// gateway.
public final class Flood implements AutoCloseable {
  private static final int ROOMS = 50;
  private static final int PER_SECOND_AND_ROOM = 2; // twenty links each: 24 MB/s for all
  private static final String LONGEST = "가".repeat(4_000);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final WebSockets sockets;
  private final HttpClient http;
  private final Crowd crowd;
  private final URI gateway;
  private final List<Room> rooms;
  private final List<Hanger> hangers = new ArrayList<>();

  /// @param state of a cluster whose first gateway is meant
  public Flood(ClusterState state) {
    sockets = new WebSockets(2, state.trust());
    http = state.trust().http().build();
    crowd = new Crowd(state);
    gateway = crowd.gateway(0);
    rooms = crowd.together(Collections.nCopies(ROOMS, (Callable<Room>) this::room));
  }

  /// A borrower who writes, and a lender.
  ///
  /// @param written how often
  private record Room(
      String roomId, ChatApi api, ChatClient writer, Member lender, AtomicInteger written) {}

  private Room room() {
    List<Member> members = crowd.membersHere(2);
    Member lender = members.getLast();
    String postId = crowd.post(lender);
    Credentials credentials = Credentials.fixed(members.getFirst().token());
    ChatApi api = new ChatApi(http, chatService(), credentials);
    CompletableFuture<String> roomId = new CompletableFuture<>();
    ChatClient writer =
        ChatClient.start(
            sockets, api, credentials, Settings.through(crowd.gateway(1)), new First(roomId));
    String _ = writer.sendOnPost(postId, "first");
    roomId.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    return new Room(roomId.join(), api, writer, lender, new AtomicInteger(1));
  }

  private record First(CompletableFuture<String> roomId) implements ChatListener {
    @Override
    public void onMessage(Message message) {
      roomId.complete(message.roomId());
    }
  }

  private URI chatService() {
    return URI.create(crowd.state().chatServices().getFirst().url());
  }

  /// Opens as many links, which read or hang, in place of those before.
  public void open(int number, boolean reading) {
    hangers.forEach(Hanger::close);
    hangers.clear();
    List<Callable<Hanger>> opening = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      Room room = rooms.get(i % ROOMS);
      Handshake handshake = Handshake.withToken(gateway, room.lender().token());
      opening.add(() -> Hanger.open(sockets, handshake));
    }
    hangers.addAll(crowd.together(opening));
    hangers.forEach(hanger -> hanger.reading(reading));
  }

  /// Writes for so long, or until told to stop.
  public void pour(int seconds, java.util.function.BooleanSupplier enough) {
    int perSecond = ROOMS * PER_SECOND_AND_ROOM;
    Pacer pacer = new Pacer(System.nanoTime(), perSecond);
    for (int n = 0;
        n < seconds * perSecond && (n % perSecond != 0 || !enough.getAsBoolean());
        n++) {
      long _ = pacer.await(n);
      Room room = rooms.get(n % ROOMS);
      String _ = room.writer().sendToRoom(room.roomId(), LONGEST);
      room.written().incrementAndGet();
    }
  }

  /// Lets all of them read on, and counts how they learn of their end; 0 = they are still linked
  /// after so long.
  public Map<Integer, Integer> codes(int mostSeconds) {
    hangers.forEach(hanger -> hanger.reading(true));
    Pacer looks = new Pacer(System.nanoTime(), 1);
    for (int i = 1; i <= mostSeconds && hangers.stream().anyMatch(Hanger::isLinked); i++) {
      long _ = looks.await(i);
    }
    Map<Integer, Integer> counts = new TreeMap<>();
    hangers.forEach(hanger -> counts.merge(hanger.closeCode(), 1, Integer::sum));
    return counts;
  }

  /// One lender's client of each room comes back through the same gateway.
  ///
  /// @return how many were shown everything, once and in order
  public int comeBack() {
    return Collections.frequency(
        crowd.together(
            rooms.stream().<Callable<Boolean>>map(room -> () -> comesBack(room)).toList()),
        true);
  }

  private boolean comesBack(Room room) {
    Returned returned = new Returned(room.written().get());
    Credentials credentials = Credentials.fixed(room.lender().token());
    ChatApi api = new ChatApi(http, chatService(), credentials);
    try (ChatClient _ =
        ChatClient.start(sockets, api, credentials, Settings.through(gateway), returned)) {
      return returned
          .whole()
          .completeOnTimeout(false, PATIENCE.toSeconds(), TimeUnit.SECONDS)
          .join();
    }
  }

  /// Counts what is shown. Belongs to its client's loop.
  private static final class Returned implements ChatListener {
    private final CompletableFuture<Boolean> whole = new CompletableFuture<>();
    private final int all;
    private int shown;

    Returned(int all) {
      this.all = all;
    }

    CompletableFuture<Boolean> whole() {
      return whole;
    }

    @Override
    public void onMessage(Message message) {
      shown++;
      if (message.seq() != shown) {
        whole.complete(false);
      } else if (shown == all) {
        whole.complete(true);
      }
    }
  }

  public int rooms() {
    return ROOMS;
  }

  @Override
  public void close() {
    hangers.forEach(Hanger::close);
    rooms.forEach(room -> room.writer().close());
    crowd.close();
    sockets.close();
    http.close();
  }
}
