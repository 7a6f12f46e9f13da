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
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
  private static final int GATEWAYS = 2;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http = HttpClient.newHttpClient();
  private World world;
  private RestAccess rest;
  private Pair pair;
  private BadTokens tokens;
  private Map<String, String> bad;
  private RawSession bystander;

  @BeforeAll
  void set(LocalCluster cluster) {
    world = new World(cluster.state());
    pair = world.pair();
    rest = new RestAccess(world.chatService(), http, pair);
    tokens = new BadTokens(world);
    bad = new LinkedHashMap<>(tokens.of(pair.borrower()));
    bystander = world.device(pair.lender(), 1);
    tokens.revoked().forEach(fault -> everyNodeHearsOfTheEndOf(bad.get(fault)));
  }

  /// A node may hear of a logout or a ban as late as D13 allows; what follows is asked of nodes
  /// that have.
  private void everyNodeHearsOfTheEndOf(String token) {
    Operation me = rest.operation("getMe");
    Looking.until(PROMISED, () -> rest.call(me, token).statusCode() == 401);
    for (int gateway = 1; gateway <= GATEWAYS; gateway++) {
      URI url = world.gateway(gateway);
      Looking.until(PROMISED, () -> rest.handshake(url, token).statusCode() == 401);
    }
  }

  @AfterAll
  void close() {
    world.close();
    http.close();
  }

  @Test
  void everythingThatIsDocumentedHasItsRow() {
    assertThat(rest.operations().stream().map(Operation::id))
        .containsExactlyInAnyOrderElementsOf(RestAccess.TABLE.keySet());
    assertThat(FrameAccess.documented()).isEqualTo(new TreeSet<>(FrameAccess.TABLE.keySet()));
  }

  /// Else nothing that follows would mean anything.
  @Test
  void whatTheForgerMakesWithoutAFaultIsTaken() {
    String good = tokens.good(pair.borrower().id(), Duration.ofMinutes(10));
    for (Operation operation : rest.operations(RestAccess.Of.A_ROOM)) {
      assertThat(rest.call(operation, good).statusCode()).isEqualTo(200);
    }
    try (RawSession session = session(good)) {
      session.ping();
    }
  }

  @TestFactory
  Stream<DynamicTest> noOperationAnswersABadToken() {
    return rest.operations().stream()
        .filter(Operation::needsAToken)
        .flatMap(operation ->
            Stream.concat(Stream.of("none"), bad.keySet().stream())
                .map(fault ->
                    dynamicTest(
                        operation.id() + ", token " + fault,
                        () -> {
                          var answer = rest.call(operation, bad.get(fault));
                          RestAccess.refused(answer, 401, "unauthenticated");
                          assertThat(answer.headers().firstValue("WWW-Authenticate"))
                              .hasValue("Bearer");
                          rest.judge(operation, answer);
                        })));
  }

  @TestFactory
  Stream<DynamicTest> noGatewayOpensToABadToken() {
    return Stream.concat(Stream.of("none"), bad.keySet().stream())
        .flatMap(fault ->
            IntStream.rangeClosed(1, GATEWAYS)
                .mapToObj(gateway ->
                    dynamicTest(
                        "gateway-" + gateway + ", token " + fault,
                        () ->
                            rest.handshakeRefused(
                                world.gateway(gateway), bad.get(fault), "unauthenticated"))));
  }

  @TestFactory
  Stream<DynamicTest> noLiveSessionIsRenewedByABadToken() {
    return bad.keySet().stream()
        .map(fault ->
            dynamicTest(
                "auth, token " + fault,
                () -> {
                  RawSession session = session(pair.borrower().token());
                  int from = session.received().size();
                  session.send(FrameAccess.frame("auth", "", bad.get(fault)));
                  assertThat(FrameAccess.failure(session, from).code())
                      .isEqualTo("unauthenticated");
                  session.ping();
                  session.close();
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
    rest.handshakeRefused(withTicket, pair.lender().token(), "bad_ticket");
    try (RawSession session = world.link(new Handshake(withTicket, null, null))) {
      assertThat(session.await(ServerFrame.Welcome.class).userId()).isEqualTo(pair.borrower().id());
    }
    rest.handshakeRefused(withTicket, null, "bad_ticket");
    rest.handshakeRefused(URI.create(ticket.url() + "?ticket=x"), null, "bad_ticket");

    var login =
        world.auth().login(pair.borrower().account().username(), pair.borrower().password());
    var answer = rest.call(rest.operation("createSocketTicket"), login.accessToken());
    String ofLogin = JSON.readTree(answer.body()).get("ticket").stringValue();
    RawSession ofIt = session(login.accessToken());
    world.auth().logout(login);
    assertThat(ofIt.awaitClosed().code()).isEqualTo(4401); // from then on the gateway knows
    rest.handshakeRefused(URI.create(ticket.url() + "?ticket=" + ofLogin), null, "bad_ticket");
  }

  @TestFactory
  Stream<DynamicTest> aRoomOfOthersIsAnsweredAsOneThatIsNotThere() {
    String stranger = world.pair().borrower().token();
    return rest.operations(RestAccess.Of.A_ROOM).stream()
        .map(operation ->
            dynamicTest(
                operation.id(),
                () -> {
                  var others = rest.call(operation, stranger);
                  RestAccess.refused(others, 404, "room_not_found");
                  String absent = UUID.randomUUID().toString();
                  var nobodys = rest.call(operation, stranger, absent, absent);
                  assertThat(others.body()).isEqualTo(nobodys.body());
                  assertThat(RestAccess.headers(others)).isEqualTo(RestAccess.headers(nobodys));
                }));
  }

  @TestFactory
  Stream<DynamicTest> whatIsTheCallersTellsNothingOfOthers() {
    return rest.operations(RestAccess.Of.THE_CALLER).stream()
        .map(operation ->
            dynamicTest(
                operation.id(),
                () -> {
                  var answer = rest.call(operation, world.user("Stranger").token());
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
                  String others = FrameAccess.answers(stranger, row.getKey(), pair.roomId());
                  String nobodys =
                      FrameAccess.answers(stranger, row.getKey(), UUID.randomUUID().toString());
                  assertThat(others).isEqualTo(nobodys);
                  if (FrameAccess.isAnswered(row.getKey())) {
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
    Duration life = Duration.ofSeconds(6);
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
}
