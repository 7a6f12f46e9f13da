package chat.maru.cluster.growth;

import chat.maru.cluster.client.api.ChatApi;
import chat.maru.cluster.client.api.Credentials;
import chat.maru.cluster.client.api.Listing;
import chat.maru.cluster.client.api.Room;
import chat.maru.cluster.keys.IssuerKey;
import chat.maru.cluster.state.ClusterState;
import chat.maru.contract.json.ContractJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/// Makes the requests of one step. Confined to one thread.
final class Questions {
  private static final Duration TOKENS_LIVE = Duration.ofMinutes(15);
  private static final Duration TOKENS_SERVE = Duration.ofMinutes(10);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int UNKNOWN_ROOMS = 20;
  private static final int CATCH_UP_MESSAGES = 100;

  /// Pages before the later one, of [#LONGEST_PAGE] rooms each.
  private static final int PAGES_BEFORE = 20;

  private static final int LONGEST_PAGE = 100;

  private final HttpClient http;
  private final URI chatService;
  private final IssuerKey issuer;
  private final Random random = new Random(2);
  private final Map<UUID, String> tokens = new HashMap<>();
  private long tokensMadeAt = System.nanoTime(); // no token before
  private final List<SealedRoom> longRooms = Cast.longRooms(0);
  private final List<SealedRoom> readersRooms;
  private final long headOfLongRooms;
  private final Map<Question, String> bodies;
  private final Map<UUID, String> cursors;

  Questions(ClusterState state, HttpClient http, Extent extent) {
    this.http = http;
    chatService = URI.create(state.chatServices().getFirst().url());
    issuer = IssuerKey.of(state);
    readersRooms =
        IntStream.range(0, extent.generations())
            .boxed()
            .flatMap(generation -> Cast.roomsOfReaders(generation).stream())
            .toList();
    SealedRoom longRoom = longRooms.getFirst();
    headOfLongRooms = api(longRoom.borrowerId()).room(longRoom.id().toString()).headSeq();
    cursors = Map.of(Cast.BORROWER, later(Cast.BORROWER), Cast.LENDER, later(Cast.LENDER));
    bodies =
        Map.of(
            Question.CATCH_UP,
            catchUp(UNKNOWN_ROOMS),
            Question.CATCH_UP_FROM_NOTHING,
            catchUp(Cast.ROOMS_OF_BORROWER));
  }

  Question any() {
    Question[] all = Question.values();
    return all[random.nextInt(all.length)];
  }

  HttpRequest request(Question question) {
    return switch (question) {
      case FIRST_ROOMS_OF_BORROWER -> get(Cast.BORROWER, "/api/rooms");
      case LATER_ROOMS_OF_BORROWER -> laterRooms(Cast.BORROWER);
      case FIRST_ROOMS_OF_LENDER -> get(Cast.LENDER, "/api/rooms");
      case LATER_ROOMS_OF_LENDER -> laterRooms(Cast.LENDER);
      case ROOMS_OF_READER -> get(any(readersRooms).borrowerId(), "/api/rooms");
      case NEWEST_OF_ROOM -> history(any(readersRooms), "");
      case NEWEST_OF_LONG_ROOM -> history(any(longRooms), "");
      case MIDDLE_OF_LONG_ROOM ->
          history(any(longRooms), "?before=" + random.nextLong(LONGEST_PAGE, headOfLongRooms));
      case CATCH_UP, CATCH_UP_FROM_NOTHING ->
          to(Cast.BORROWER, "/api/sync")
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(bodies.getOrDefault(question, "")))
              .build();
    };
  }

  private HttpRequest laterRooms(UUID user) {
    return get(user, "/api/rooms?cursor=" + cursors.get(user));
  }

  private HttpRequest history(SealedRoom room, String query) {
    return get(room.borrowerId(), "/api/rooms/" + room.id() + "/messages" + query);
  }

  private HttpRequest get(UUID user, String path) {
    return to(user, path).build();
  }

  private HttpRequest.Builder to(UUID user, String path) {
    return HttpRequest.newBuilder(chatService.resolve(path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token(user));
  }

  private String token(UUID user) {
    if (System.nanoTime() - tokensMadeAt > TOKENS_SERVE.toNanos()) {
      tokens.clear();
      tokensMadeAt = System.nanoTime();
    }
    return tokens.computeIfAbsent(user, id -> issuer.token(id.toString(), TOKENS_LIVE));
  }

  private ChatApi api(UUID user) {
    return new ChatApi(http, chatService, Credentials.fixed(token(user)));
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private String later(UUID user) {
    String cursor = null;
    for (int page = 0; page < PAGES_BEFORE; page++) {
      Listing<Room> rooms = api(user).rooms(LONGEST_PAGE, cursor);
      cursor = rooms.nextCursor();
    }
    if (cursor == null) {
      throw new IllegalStateException("user " + user + ": few rooms (expected: thousands)");
    }
    return cursor;
  }

  /// @param unknown rooms that the device has nothing of
  private static String catchUp(int unknown) {
    Map<String, Long> heads = new HashMap<>();
    Cast.roomsOfBorrower().stream()
        .skip(unknown)
        .forEach(room -> heads.put(room.id().toString(), (long) room.messages()));
    return ContractJson.mapper()
        .writeValueAsString(Map.of("heads", heads, "limit", CATCH_UP_MESSAGES));
  }
}
