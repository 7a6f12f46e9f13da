package chat.maru.gateway;

import chat.maru.contract.cipher.DataKey;
import chat.maru.contract.cipher.Keyring;
import chat.maru.contract.cipher.WrappedKey;
import chat.maru.contract.id.Ids;
import chat.maru.contract.internal.InternalApi;
import chat.maru.contract.internal.Newcomer;
import chat.maru.contract.internal.PostOwner;
import chat.maru.contract.internal.RoomMembers;
import chat.maru.contract.json.ContractJson;
import chat.maru.contract.revocation.Revocation;
import chat.maru.contract.revocation.RevocationNews;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Answers chat-service's internal API and publishes the keys of an issuer, whose tokens it makes.
final class FakeChatService implements AutoCloseable {
  static final String ISSUER = "http://issuer.test";

  final AtomicInteger questions = new AtomicInteger();

  /// Users that were told of: id and name, as often as they were.
  final Collection<String> newcomers = new ConcurrentLinkedQueue<>();

  volatile boolean away;
  private volatile CompletableFuture<Void> silence = CompletableFuture.completedFuture(null);

  private final Map<UUID, PostOwner> posts = new ConcurrentHashMap<>();
  private final Map<UUID, RoomMembers> rooms = new ConcurrentHashMap<>();
  private final List<Revocation> revocations = new CopyOnWriteArrayList<>();
  private final Map<List<UUID>, WrappedKey> keys = new ConcurrentHashMap<>();
  private final Set<UUID> erased = ConcurrentHashMap.newKeySet();
  private final Keyring keyring;
  private final String serviceToken;
  private final HttpServer server;
  private volatile ECKey key = newKey();

  FakeChatService(String serviceToken, Keyring keyring) throws IOException {
    this.serviceToken = serviceToken;
    this.keyring = keyring;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/jwks", exchange -> answer(exchange, new JWKSet(key).toString()));
    server.createContext("/internal/", exchange -> ifKnown(exchange, this::internal));
    server.createContext(InternalApi.REVOCATIONS, exchange -> ifKnown(exchange, this::revoked));
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  UUID post(UUID lenderId) {
    UUID postId = UUID.randomUUID();
    posts.put(postId, new PostOwner(postId, lenderId, false));
    return postId;
  }

  void close(UUID postId) {
    posts.computeIfPresent(postId, (id, post) -> new PostOwner(id, post.lenderId(), true));
  }

  /// A stored room of these two.
  UUID room(UUID borrowerId, UUID lenderId) {
    UUID postId = post(lenderId);
    return room(postId, borrowerId, lenderId);
  }

  UUID room(UUID postId, UUID borrowerId, UUID lenderId) {
    UUID roomId = Ids.roomId(postId, borrowerId);
    rooms.put(roomId, new RoomMembers(roomId, postId, borrowerId, lenderId));
    return roomId;
  }

  /// What seals the sender's messages in the room.
  DataKey keyOf(UUID roomId, UUID senderId) {
    return keyring.open(wrappedKeyOf(roomId, senderId));
  }

  /// All keys that were ever asked for, as fan-out sends them along.
  List<WrappedKey> keys() {
    return List.copyOf(keys.values());
  }

  /// No key seals for this user any more.
  void erase(UUID userId) {
    erased.add(userId);
  }

  private WrappedKey wrappedKeyOf(UUID roomId, UUID senderId) {
    return keys.computeIfAbsent(List.of(roomId, senderId), _ -> keyring.newDataKey());
  }

  /// What gateways are told when they ask for it.
  void revoke(Revocation revocation) {
    revocations.add(revocation);
  }

  /// From now on questions about rooms and posts are heard and not answered.
  void fallSilent() {
    silence = new CompletableFuture<>();
  }

  /// Answers what was asked meanwhile, and everything after it.
  void speak() {
    silence.complete(null);
  }

  /// The issuer signs with a new key from now on.
  void rotate() {
    key = newKey();
  }

  String token(UUID userId, Duration life) {
    return token(ISSUER, "maru", userId, life);
  }

  String token(String issuer, String audience, UUID userId, Duration life) {
    return token(issuer, audience, userId, "login", life);
  }

  /// Of this login.
  String token(UUID userId, String loginId, Duration life) {
    return token(ISSUER, "maru", userId, loginId, life);
  }

  private String token(String issuer, String audience, UUID userId, String loginId, Duration life) {
    try {
      Instant now = Instant.now();
      var claims =
          new JWTClaimsSet.Builder()
              .issuer(issuer)
              .audience(audience)
              .subject(userId.toString())
              .claim("sid", loginId)
              .issueTime(Date.from(now.minusSeconds(60)))
              .expirationTime(Date.from(now.plus(life)))
              .build();
      var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build();
      var token = new SignedJWT(header, claims);
      token.sign(new ECDSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void ifKnown(HttpExchange exchange, HttpHandler answer) throws IOException {
    if (away) {
      send(exchange, 503, "");
    } else if (!("Bearer " + serviceToken)
        .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      send(exchange, 401, "");
    } else {
      answer.handle(exchange);
    }
  }

  private void internal(HttpExchange exchange) throws IOException {
    questions.incrementAndGet();
    silence.join();
    String path = exchange.getRequestURI().getPath();
    if (path.endsWith("/key")) {
      sealingKey(exchange, path.split("/"));
      return;
    }
    UUID id = UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
    if (exchange.getRequestMethod().equals("PUT") && path.startsWith("/internal/users/")) {
      var told = ContractJson.mapper().readValue(exchange.getRequestBody(), Newcomer.class);
      newcomers.add(id + " " + told.displayName());
      send(exchange, 204, "");
      return;
    }
    Object found = path.startsWith("/internal/rooms/") ? rooms.get(id) : posts.get(id);
    answer(exchange, found == null ? null : ContractJson.mapper().writeValueAsString(found));
  }

  private void sealingKey(HttpExchange exchange, String[] path) throws IOException {
    UUID sender = UUID.fromString(path[5]);
    answer(
        exchange,
        erased.contains(sender)
            ? null
            : ContractJson.mapper()
                .writeValueAsString(wrappedKeyOf(UUID.fromString(path[3]), sender)));
  }

  private void revoked(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    int after = Integer.parseInt(query.substring("after=".length()));
    List<Revocation> all = List.copyOf(revocations);
    RevocationNews news =
        new RevocationNews(all.size(), after == 0, all.subList(after, all.size()));
    answer(exchange, ContractJson.mapper().writeValueAsString(news));
  }

  private static void answer(HttpExchange exchange, @Nullable String json) throws IOException {
    send(exchange, json == null ? 404 : 200, json == null ? "" : json);
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static ECKey newKey() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(UUID.randomUUID().toString()).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
