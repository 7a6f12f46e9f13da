package chat.maru.cluster.client.api;

import chat.maru.cluster.client.api.JsonHttp.Call;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/// What a signed-in user asks over REST. A 401 is met with one fresh token and one more try.
public final class ChatApi {
  private static final TypeReference<Listing<Post>> POSTS = new TypeReference<>() {};
  private static final TypeReference<Listing<Room>> ROOMS = new TypeReference<>() {};

  private final JsonHttp http;
  private final Credentials credentials;

  /// @param base of the chat-service, as `http://127.0.0.1:8080`
  public ChatApi(HttpClient http, URI base, Credentials credentials) {
    this.http = new JsonHttp(http, base);
    this.credentials = credentials;
  }

  public Account me() {
    return ask(Call.get("/api/me"), Account.class);
  }

  /// Erases the account for good, and what its user wrote with it (D14).
  public void deleteMe() {
    Call call = Call.delete("/api/me");
    boolean _ =
        withToken(token -> {
          http.tell(call, token);
          return true;
        });
  }

  /// Newest first.
  public Listing<Post> posts(int limit, @Nullable String cursor) {
    Call call = Call.get("/api/posts?limit=" + limit + cursorParameter(cursor));
    return withToken(token -> http.call(call, token, POSTS));
  }

  public Post post(String postId) {
    return ask(Call.get("/api/posts/" + postId), Post.class);
  }

  public Post createPost(NewPost post) {
    return ask(Call.post("/api/posts", post), Post.class);
  }

  /// The caller's room on that post as borrower; `room_not_found` while no message was stored.
  public Room roomOnPost(String postId) {
    return ask(Call.get("/api/posts/" + postId + "/room"), Room.class);
  }

  /// Newest activity first.
  public Listing<Room> rooms(int limit, @Nullable String cursor) {
    Call call = Call.get("/api/rooms?limit=" + limit + cursorParameter(cursor));
    return withToken(token -> http.call(call, token, ROOMS));
  }

  public Room room(String roomId) {
    return ask(Call.get("/api/rooms/" + roomId), Room.class);
  }

  public MessagePage newest(String roomId, int limit) {
    return messages(roomId, "limit=" + limit);
  }

  public MessagePage before(String roomId, long seq, int limit) {
    return messages(roomId, "before=" + seq + "&limit=" + limit);
  }

  public MessagePage after(String roomId, long seq, int limit) {
    return messages(roomId, "after=" + seq + "&limit=" + limit);
  }

  /// @param query as it is to stand in the address, so that tests can ask for what no client would
  public MessagePage messages(String roomId, String query) {
    return ask(Call.get("/api/rooms/" + roomId + "/messages?" + query), MessagePage.class);
  }

  /// @param heads what the caller has of each room; a room that is not named counts as 0
  /// @param limit messages per room
  public SyncPage sync(Map<String, Long> heads, int limit) {
    Map<String, Object> body = Map.of("heads", heads, "limit", limit);
    return ask(Call.post("/api/sync", body), SyncPage.class);
  }

  /// @param node the gateway that the ticket's address should name; honoured in the local profile
  ///   only
  public SocketTicket ticket(@Nullable String node) {
    Map<String, String> body = node == null ? Map.of() : Map.of("node", node);
    return ask(Call.post("/api/socket-tickets", body), SocketTicket.class);
  }

  private <T> T ask(Call call, Class<T> answer) {
    return withToken(token -> http.call(call, token, answer));
  }

  private <T> T withToken(Function<String, T> call) {
    String token = credentials.token();
    try {
      return call.apply(token);
    } catch (ApiException e) {
      if (e.status() != 401) {
        throw e;
      }
      return call.apply(credentials.renew(token));
    }
  }

  private static String cursorParameter(@Nullable String cursor) {
    return cursor == null ? "" : "&cursor=" + cursor;
  }
}
