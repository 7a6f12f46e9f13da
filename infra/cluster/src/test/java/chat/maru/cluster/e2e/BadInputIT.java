package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import chat.maru.cluster.client.api.ApiException;
import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.wire.ClientFrame;
import chat.maru.cluster.client.wire.ClientFrame.Send;
import chat.maru.cluster.client.wire.RawSession;
import chat.maru.cluster.client.wire.RawSession.Received;
import chat.maru.cluster.client.wire.ServerFrame;
import chat.maru.cluster.e2e.World.Pair;
import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.launcher.WithCluster;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// D9, D13: whatever a client says, it gets the documented code, its connection stays where it
/// should, nobody else notices, and nothing is stored.
@WithCluster
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class BadInputIT {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private World world;
  private Pair pair;
  private Pair strangers;
  private RawSession device;
  private RawSession bystander;

  @BeforeAll
  void connect(LocalCluster cluster) {
    world = new World(cluster.state());
    pair = world.pair();
    strangers = world.pair();
    device = world.device(pair.borrower(), 1);
    bystander = world.device(pair.lender(), 1);
  }

  @AfterAll
  void close() {
    world.close();
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @MethodSource("badFrames")
  void aBadFrameGetsItsCodeAndTheConnectionStays(String frame, String code) {
    int heard = bystander.received().size();
    ServerFrame.Failure failure = answerTo(frame);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.retryable()).isFalse();
    assertThat(failure.message()).isNotBlank();
    device.ping();
    bystander.ping();
    assertThat(bystander.received()).hasSize(heard + 1); // its own pong
    assertThat(pair.lender().api().room(pair.roomId()).headSeq()).isEqualTo(headSeq());
  }

  static Stream<Arguments> badFrames() {
    return Stream.of(
        arguments("{", "bad_frame"),
        arguments("", "bad_frame"),
        arguments("[]", "bad_frame"),
        arguments("\"send\"", "bad_frame"),
        arguments("null", "bad_frame"),
        arguments("{}", "bad_frame"),
        arguments("{\"type\":7}", "bad_frame"),
        arguments("{\"type\":\"ping\"} {\"type\":\"ping\"}", "bad_frame"),
        arguments("[".repeat(2000), "bad_frame"),
        arguments("{\"type\":\"dance\"}", "unknown_type"),
        arguments("{\"type\":\"message\",\"roomId\":\"$ROOM\",\"text\":\"x\"}", "unknown_type"),
        arguments("{\"type\":\"send\",\"roomId\":\"$ROOM\",\"text\":\"x\"}", "bad_field"),
        arguments("{\"type\":\"send\",\"id\":7,\"roomId\":\"$ROOM\",\"text\":\"x\"}", "bad_field"),
        arguments("{\"type\":\"send\",\"id\":\"$ID\",\"text\":\"x\"}", "bad_field"),
        arguments("{\"type\":\"send\",\"id\":\"$ID\",\"roomId\":\"$ROOM\"}", "bad_field"),
        arguments(
            "{\"type\":\"send\",\"id\":\"$ID\",\"roomId\":\"$ROOM\",\"text\":7}", "bad_field"),
        arguments(
            "{\"type\":\"send\",\"id\":\"$ID\",\"roomId\":\"$ROOM\",\"text\":null}", "bad_field"),
        arguments(
            "{\"type\":\"send\",\"id\":\"$ID\",\"roomId\":\"$ROOM\",\"postId\":\"$POST\",\"text\":\"x\"}",
            "bad_field"),
        arguments(send("a\\u0000b"), "bad_field"),
        arguments(send("a\\ud800b"), "bad_field"),
        arguments(
            "{\"type\":\"send\",\"id\":\"me\",\"roomId\":\"$ROOM\",\"text\":\"x\"}", "bad_id"),
        arguments(
            "{\"type\":\"send\",\"id\":\"$ID\",\"roomId\":\"here\",\"text\":\"x\"}", "bad_id"),
        arguments(
            "{\"type\":\"send\",\"id\":\"$ID\",\"postId\":\"1-1-1-1-1\",\"text\":\"x\"}", "bad_id"),
        arguments(send(""), "empty_text"),
        arguments(send(" \\n\\t\u3000"), "empty_text"),
        arguments(send("a".repeat(4001)), "text_too_long"),
        arguments(send("👍".repeat(4001)), "text_too_long"),
        arguments(
            "{\"type\":\"send\",\"id\":\"$ID\",\"roomId\":\"$NONE\",\"text\":\"x\"}",
            "room_not_found"),
        arguments(
            "{\"type\":\"send\",\"id\":\"$ID\",\"roomId\":\"$OTHERS\",\"text\":\"x\"}",
            "room_not_found"),
        arguments(
            "{\"type\":\"send\",\"id\":\"$ID\",\"postId\":\"$NONE\",\"text\":\"x\"}",
            "post_not_found"),
        arguments("{\"type\":\"read\",\"roomId\":\"$ROOM\"}", "bad_field"),
        arguments("{\"type\":\"read\",\"roomId\":\"$ROOM\",\"seq\":\"1\"}", "bad_field"),
        arguments("{\"type\":\"read\",\"roomId\":\"$ROOM\",\"seq\":1.5}", "bad_field"),
        arguments("{\"type\":\"read\",\"roomId\":\"$ROOM\",\"seq\":-1}", "bad_field"),
        arguments("{\"type\":\"read\",\"seq\":1}", "bad_field"),
        arguments("{\"type\":\"read\",\"roomId\":\"$NONE\",\"seq\":1}", "room_not_found"),
        arguments("{\"type\":\"read\",\"roomId\":\"$OTHERS\",\"seq\":1}", "room_not_found"),
        arguments("{\"type\":\"typing\"}", "bad_field"),
        arguments("{\"type\":\"typing\",\"roomId\":\"$OTHERS\"}", "room_not_found"),
        arguments("{\"type\":\"watch\",\"roomId\":\"$NONE\"}", "room_not_found"),
        arguments("{\"type\":\"watch\",\"roomId\":\"$OTHERS\"}", "room_not_found"),
        arguments("{\"type\":\"auth\"}", "bad_field"),
        arguments("{\"type\":\"auth\",\"token\":\"nonsense\"}", "unauthenticated"));
  }

  @Test
  void nobodyChatsOnTheirOwnPost() {
    Send own = Send.onPost(pair.post().postId(), "hello me");
    bystander.send(own);
    ServerFrame.Failure failure =
        bystander.await(ServerFrame.Failure.class, f -> own.id().equals(f.id()));
    assertThat(failure.code()).isEqualTo("own_post");
    bystander.ping();
  }

  @Test
  void aRefusedSendNamesItsIdAndTheNextOneIsTaken() {
    Send empty = Send.toRoom(pair.roomId(), " ");
    device.send(empty);
    assertThat(device.await(ServerFrame.Failure.class, f -> empty.id().equals(f.id())).code())
        .isEqualTo("empty_text");
    Send next = Send.toRoom(pair.roomId(), "not empty");
    device.send(next);
    assertThat(World.storedIn(device, next).text()).isEqualTo("not empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "👍", "가", "\"", "\n", "\u0001", "<", "\u202e", "e\u0301"})
  void fourThousandCodePointsOfAnythingPassUnchanged(String codePoints) {
    String text =
        "_" + codePoints.repeat(3998 / codePoints.codePointCount(0, codePoints.length())) + "_";
    Pair fresh = world.pair();
    RawSession writer = world.device(fresh.borrower(), 2);
    Send send = Send.toRoom(fresh.roomId(), text);
    writer.send(send);
    Message stored = World.storedIn(writer, send);
    assertThat(stored.text()).isEqualTo(text);
    assertThat(World.history(fresh.lender(), fresh.roomId())).contains(stored);
  }

  @Test
  void unknownFieldsAreIgnored() {
    String id = UUID.randomUUID().toString();
    device.send(
        filled(
            "{\"type\":\"send\",\"later\":{\"a\":[1]},\"id\":\"%s\",\"roomId\":\"$ROOM\",\"text\":\"ok\"}"
                .formatted(id)));
    assertThat(device.await(ServerFrame.Ack.class, a -> a.id().equals(id)).roomId())
        .isEqualTo(pair.roomId());
  }

  @Test
  void aFrameOver64KiBEndsThatSessionAlone() {
    RawSession large = world.device(pair.borrower(), 1);
    large.send(filled(send("a".repeat(66_000))));
    assertThat(large.awaitClosed().code()).isEqualTo(4413);
    RawSession huge = world.device(pair.borrower(), 1);
    huge.send(filled(send("a".repeat(300_000))));
    assertThat(huge.awaitClosed().code()).isIn(4413, 1009, 1006);
    device.ping();
    bystander.ping();
  }

  @Test
  void badUtf8EndsThatSessionAlone() {
    RawSession broken = world.device(pair.borrower(), 1);
    byte[] frame = "{\"type\":\"ping\",\"x\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
    broken.sendRaw(frame);
    assertThat(broken.awaitClosed().code()).isEqualTo(1007);
    device.ping();
    bystander.ping();
  }

  @Test
  void theTokenOfSomebodyElseEndsTheSession() {
    RawSession session = world.device(pair.borrower(), 1);
    session.send(new ClientFrame.Auth(strangers.lender().token()));
    assertThat(session.awaitClosed().code()).isEqualTo(4401);
  }

  @Test
  void aFreshTokenOfOnesOwnIsTakenWithoutAWord() {
    RawSession session = world.device(pair.borrower(), 1);
    session.send(new ClientFrame.Auth(pair.borrower().token()));
    session.ping();
    Judge.noErrors(session);
  }

  @Test
  void aRoomOfOthersIsNotThereOverRest() {
    for (String roomId : List.of(strangers.roomId(), UUID.randomUUID().toString())) {
      problem(404, "room_not_found", () -> pair.borrower().api().room(roomId));
      problem(404, "room_not_found", () -> pair.borrower().api().newest(roomId, 10));
    }
    assertThat(pair.borrower().api().sync(java.util.Map.of(), 10).items())
        .allMatch(item -> item.roomId().equals(pair.roomId()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=101",
        "limit=x",
        "limit=-1",
        "before=x",
        "after=-1",
        "before=3&after=1"
      })
  void badPagesAreRefused(String query) {
    problem(400, "bad_field", () -> pair.borrower().api().messages(pair.roomId(), query));
  }

  @Test
  void aCursorThatWasNeverGivenIsRefused() {
    problem(400, "bad_cursor", () -> pair.borrower().api().rooms(10, "nonsense"));
    problem(400, "bad_cursor", () -> pair.borrower().api().posts(10, "nonsense"));
  }

  @Test
  void anIdThatCanNotBeIsNotThere() {
    problem(404, "room_not_found", () -> pair.borrower().api().room("here"));
    problem(404, "post_not_found", () -> pair.borrower().api().post("there"));
  }

  private ServerFrame.Failure answerTo(String frame) {
    int from = device.received().size();
    device.send(filled(frame));
    Received answer = device.awaitFrom(from, PATIENCE, ServerFrame.Failure.class::isInstance);
    return (ServerFrame.Failure) answer.frame();
  }

  private long headSeq() {
    return Judge.messages(device, pair.roomId()).stream().mapToLong(Message::seq).max().orElse(1);
  }

  private String filled(String frame) {
    return frame
        .replace("$ROOM", pair.roomId())
        .replace("$POST", pair.post().postId())
        .replace("$OTHERS", strangers.roomId())
        .replace("$NONE", UUID.randomUUID().toString())
        .replace("$ID", UUID.randomUUID().toString());
  }

  private static String send(String jsonText) {
    return "{\"type\":\"send\",\"id\":\"$ID\",\"roomId\":\"$ROOM\",\"text\":\"" + jsonText + "\"}";
  }

  private static void problem(int status, String code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            ApiException.class,
            e -> {
              assertThat(e.status()).isEqualTo(status);
              assertThat(e.code()).isEqualTo(code);
            });
  }
}
