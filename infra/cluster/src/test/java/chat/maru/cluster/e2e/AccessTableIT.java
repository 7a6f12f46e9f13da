package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.cluster.client.api.SocketTicket;
import chat.maru.cluster.client.wire.Handshake;
import chat.maru.cluster.client.wire.RawSession;
import chat.maru.cluster.client.wire.ServerFrame;
import chat.maru.cluster.e2e.DocumentedRest.Operation;
import chat.maru.cluster.e2e.World.Pair;
import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.launcher.WithCluster;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

/// D13, as one table: every documented REST operation and every documented frame of a client,
/// against everybody who may not. Who is refused learns nothing by it: what is not theirs is
/// answered as what is not there.
///
/// The rows are [RestAccess#TABLE] and [FrameAccess#TABLE]; what is documented and has no row
/// fails.
@WithCluster
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
class AccessTableIT {
  private static final Duration PROMISED = Duration.ofSeconds(5); // D13
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http = HttpClient.newHttpClient();
  private final DocumentedRest document = new DocumentedRest();
  private final DocumentedWire wire = new DocumentedWire();
  private World world;
  private RestAccess rest;
  private Pair pair;
  private BadTokens tokens;
  private Map<String, String> bad;
  private RawSession bystander;

  @BeforeAll
  void set(LocalCluster cluster) {
    world = new World(cluster.state());
    rest = new RestAccess(world.chatService(), http);
    pair = world.pair();
    tokens = new BadTokens(world);
    bad = new LinkedHashMap<>(tokens.of(pair.borrower()));
    bystander = world.device(pair.lender(), 1);
  }

  @AfterAll
  void close() {
    world.close();
    http.close();
  }

  @Test
  void everythingThatIsDocumentedHasItsRow() {
    assertThat(document.operations().stream().map(Operation::id))
        .containsExactlyInAnyOrderElementsOf(RestAccess.TABLE.keySet());
    assertThat(FrameAccess.documented()).isEqualTo(new TreeSet<>(FrameAccess.TABLE.keySet()));
  }

  /// Else nothing that follows would mean anything.
  @Test
  void whatTheForgerMakesWithoutAFaultIsTaken() {
    String good = tokens.good(pair.borrower().id(), Duration.ofMinutes(10));
    for (Operation operation : operations(RestAccess.Of.A_ROOM)) {
      assertThat(call(operation, good, pair.roomId()).statusCode()).isEqualTo(200);
    }
    try (RawSession session = session(good)) {
      session.ping();
    }
  }

  @TestFactory
  Stream<DynamicTest> noOperationAnswersABadToken() {
    return document.operations().stream()
        .filter(Operation::needsAToken)
        .flatMap(operation ->
            Stream.concat(Stream.of("none"), bad.keySet().stream())
                .map(fault ->
                    dynamicTest(
                        operation.id() + ", token " + fault,
                        () -> {
                          var answer = call(operation, bad.get(fault), pair.roomId());
                          refused(answer, 401, "unauthenticated");
                          assertThat(answer.headers().firstValue("WWW-Authenticate"))
                              .hasValue("Bearer");
                          document.judge(operation, answer);
                        })));
  }

  @TestFactory
  Stream<DynamicTest> noGatewayOpensToABadToken() {
    return Stream.concat(Stream.of("none"), bad.keySet().stream())
        .flatMap(fault ->
            Stream.of(1, 2)
                .map(gateway ->
                    dynamicTest(
                        "gateway-" + gateway + ", token " + fault,
                        () ->
                            handshakeRefused(
                                world.gateway(gateway), bad.get(fault), "unauthenticated"))));
  }

  @TestFactory
  Stream<DynamicTest> noLiveSessionIsRenewedByABadToken() {
    RawSession session = session(pair.borrower().token());
    return bad.keySet().stream()
        .map(fault ->
            dynamicTest(
                "auth, token " + fault,
                () -> {
                  int from = session.received().size();
                  session.send(FrameAccess.frame("auth", "", bad.get(fault)));
                  assertThat(failure(session, from).code()).isEqualTo("unauthenticated");
                  session.ping();
                }));
  }

  @Test
  void theTokenOfAnotherUserEndsTheSessionThatItIsShownOn() {
    RawSession session = session(pair.borrower().token());
    session.send(FrameAccess.frame("auth", "", pair.lender().token()));
    assertThat(session.awaitClosed().code()).isEqualTo(4401);
  }

  @Test
  void aTicketIsGoodOnceAndForItsOwnerAlone() {
    SocketTicket ticket = pair.borrower().api().ticket("gateway-1");
    URI withTicket = URI.create(ticket.url() + "?ticket=" + ticket.ticket());
    handshakeRefused(withTicket, pair.lender().token(), "bad_ticket");
    try (RawSession session = world.link(new Handshake(withTicket, null, null))) {
      assertThat(session.await(ServerFrame.Welcome.class).userId()).isEqualTo(pair.borrower().id());
    }
    handshakeRefused(withTicket, null, "bad_ticket");
    handshakeRefused(URI.create(ticket.url() + "?ticket=x"), null, "bad_ticket");

    var login =
        world.auth().login(pair.borrower().account().username(), pair.borrower().password());
    var answer = call(operation("createSocketTicket"), login.accessToken(), pair.roomId());
    String ofLogin = JSON.readTree(answer.body()).get("ticket").stringValue();
    world.auth().logout(login);
    handshakeRefused(URI.create(ticket.url() + "?ticket=" + ofLogin), null, "bad_ticket");
  }

  @TestFactory
  Stream<DynamicTest> aRoomOfOthersIsAnsweredAsOneThatIsNotThere() {
    String stranger = world.pair().borrower().token();
    return operations(RestAccess.Of.A_ROOM).stream()
        .map(operation ->
            dynamicTest(
                operation.id(),
                () -> {
                  var others = call(operation, stranger, pair.roomId());
                  refused(others, 404, "room_not_found");
                  String absent = UUID.randomUUID().toString();
                  var nobodys = rest.call(operation, stranger, absent, absent);
                  assertThat(others.body()).isEqualTo(nobodys.body());
                  assertThat(headers(others)).isEqualTo(headers(nobodys));
                }));
  }

  @TestFactory
  Stream<DynamicTest> whatIsTheCallersTellsNothingOfOthers() {
    return operations(RestAccess.Of.THE_CALLER).stream()
        .map(operation ->
            dynamicTest(
                operation.id(),
                () -> {
                  var answer = call(operation, world.user("Stranger").token(), pair.roomId());
                  assertThat(answer.statusCode()).isBetween(200, 299);
                  assertThat(answer.body())
                      .doesNotContain(pair.roomId(), pair.borrower().id(), pair.lender().id());
                }));
  }

  @TestFactory
  Stream<DynamicTest> aFrameAboutARoomOfOthersIsAnsweredAsOneAboutNoRoom() {
    RawSession stranger = world.device(world.pair().borrower(), 1);
    return FrameAccess.TABLE.entrySet().stream()
        .filter(row -> row.getValue().about() == FrameAccess.About.A_ROOM)
        .map(row ->
            dynamicTest(
                row.getKey(),
                () -> {
                  int heard = bystander.received().size();
                  String others = answers(stranger, row.getKey(), pair.roomId());
                  String nobodys = answers(stranger, row.getKey(), UUID.randomUUID().toString());
                  assertThat(others).isEqualTo(nobodys);
                  if (!row.getKey()
                      .equals("unwatch")) { // of what was never watched: nothing to say
                    assertThat(others).contains("\"room_not_found\"");
                  }
                  bystander.ping();
                  assertThat(bystander.received()).hasSize(heard + 1); // its own pong
                  assertThat(pair.lender().api().room(pair.roomId()).headSeq()).isEqualTo(1);
                }));
  }

  @TestFactory
  Stream<DynamicTest> noFrameKeepsASessionBeyondItsToken() {
    return Stream.of("expired", "logged out", "banned")
        .map(end -> dynamicTest(end, () -> sessionsEnd(end)));
  }

  /// One session for each type of frame; each says it after the end, and is closed all the same.
  private void sessionsEnd(String end) {
    User user = world.user("Leaver");
    var login = world.auth().login(user.account().username(), user.password());
    Duration life = Duration.ofSeconds(4);
    String token = end.equals("expired") ? tokens.good(user.id(), life) : login.accessToken();
    Map<String, RawSession> sessions =
        FrameAccess.TABLE.keySet().stream()
            .collect(Collectors.toMap(type -> type, _ -> session(token)));
    long since = System.nanoTime();
    switch (end) {
      case "logged out" -> world.auth().logout(login);
      case "banned" -> new Operator(world.state()).ban(user.id());
      default -> since += life.toNanos();
    }
    sessions.forEach(
        (type, session) -> session.send(FrameAccess.frame(type, pair.roomId(), token)));
    assertThat(sessions.values())
        .allSatisfy(session -> assertThat(session.awaitClosed().code()).isEqualTo(4401));
    assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(PROMISED);
  }

  private RawSession session(String token) {
    Handshake handshake = Handshake.withToken(world.gateway(1), token);
    return world.kept(RawSession.welcomed(world.sockets(), handshake));
  }

  /// All that a session hears after a frame, in order, up to the answer of a ping behind it.
  private static String answers(RawSession session, String type, String roomId) {
    int from = session.received().size();
    String frame = FrameAccess.frame(type, roomId, "");
    session.send(frame);
    if (!type.equals("unwatch")) {
      ServerFrame.Failure _ = failure(session, from);
    }
    session.ping();
    return session.received().stream()
        .skip(from)
        .map(RawSession.Received::text)
        .map(text -> text.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID"))
        .collect(Collectors.joining("\n"));
  }

  private static ServerFrame.Failure failure(RawSession session, int from) {
    return (ServerFrame.Failure)
        session
            .awaitFrom(from, Duration.ofSeconds(10), ServerFrame.Failure.class::isInstance)
            .frame();
  }

  private void handshakeRefused(URI gateway, @Nullable String token, String code) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(gateway.toString().replace("ws:", "http:")));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<String> answer = rest.send(request.build());
    refused(answer, 401, code);
    wire.judgeRefusal(401, answer.headers().firstValue("Content-Type").orElse(""), answer.body());
  }

  private static void refused(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(JSON.readTree(answer.body()).get("code").stringValue()).isEqualTo(code);
  }

  private HttpResponse<String> call(Operation operation, @Nullable String token, String roomId) {
    return rest.call(operation, token, pair.post().postId(), roomId);
  }

  private List<Operation> operations(RestAccess.Of of) {
    return document.operations().stream()
        .filter(operation -> RestAccess.TABLE.get(operation.id()).of() == of)
        .toList();
  }

  private Operation operation(String id) {
    return document.operations().stream()
        .filter(operation -> operation.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, List<String>> headers(HttpResponse<String> answer) {
    Map<String, List<String>> headers = new LinkedHashMap<>(answer.headers().map());
    headers.remove("date");
    return headers;
  }
}
