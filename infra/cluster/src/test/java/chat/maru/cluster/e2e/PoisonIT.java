package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.cluster.client.api.ApiException;
import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.wire.RawSession;
import chat.maru.cluster.client.wire.ServerFrame;
import chat.maru.cluster.keys.ClusterKeys;
import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.launcher.WithCluster;
import chat.maru.contract.cipher.SealedText;
import chat.maru.contract.event.Content;
import chat.maru.contract.event.MessageAccepted;
import chat.maru.contract.id.Ids;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// D11: records that can't be stored, put into the inbound log by hand.
@WithCluster
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
class PoisonIT {
  private static final String PARKED = "chat.inbound.v1.parked";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration UNDELAYED = Duration.ofSeconds(5);

  private final World world;
  private final OutsideLog log;

  PoisonIT(LocalCluster cluster) {
    world = new World(cluster.state());
    log = new OutsideLog(world.state().kafka().bootstrapServers());
  }

  @AfterEach
  void close() {
    log.close();
    world.close();
  }

  /// The room's own messages are the closest neighbours there are.
  @Test
  void poisonIsParkedWithItsReasonAndItsNeighboursAreNotDelayedAndHaveNoHole() {
    Conversation talk = Conversation.of(world);
    UUID room = UUID.fromString(talk.pair().roomId());
    Map<String, Double> before = parked();
    talk.send("before");
    log.append(room, "this is no event".getBytes(StandardCharsets.UTF_8));
    log.append(refusedByTheDatabase(talk));
    log.append(underAnotherId(talk));
    log.append(sealedForAnotherMessage(talk));

    long begin = System.nanoTime();
    talk.send("after");
    talk.awaitAll();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(UNDELAYED);

    talk.judge();
    assertThat(reasons(room))
        .containsExactly("unreadable", "data_error", "inconsistent_ids", "undecryptable");
    before.forEach(
        (reason, count) -> assertThat(world.parked(reason)).as(reason).isEqualTo(count + 1));
  }

  /// The command is the packaged service's.
  @Test
  void whatWasParkedForAMissingPostIsStoredAndToldAfterTheReplay() throws Exception {
    User borrower = world.user("Borrower");
    User lender = world.user("Lender");
    RawSession device = world.device(lender, 2);
    UUID post = UUID.randomUUID();
    MessageAccepted waiting = message(borrower, lender, post, "waits for its post");
    log.append(waiting);
    assertThat(reasons(waiting.roomId())).containsExactly("unknown_post_or_user");

    log.publish(post, lender.id());
    Looking.until(PATIENCE, () -> exists(lender, post));
    assertThat(replay()).containsPattern("replayed [1-9][0-9]* parked records");

    Message live =
        device
            .await(
                ServerFrame.Stored.class,
                stored -> stored.message().messageId().equals(waiting.messageId().toString()))
            .message();
    assertThat(live.seq()).isEqualTo(1);
    assertThat(live.text()).isEqualTo("waits for its post");
    assertThat(World.history(lender, live.roomId())).containsExactly(live);
  }

  private static boolean exists(User user, UUID post) {
    try {
      return user.api().post(post.toString()).postId().equals(post.toString());
    } catch (ApiException e) {
      return false;
    }
  }

  private Map<String, Double> parked() {
    return Map.of(
        "unreadable", world.parked("unreadable"),
        "data_error", world.parked("data_error"),
        "inconsistent_ids", world.parked("inconsistent_ids"),
        "undecryptable", world.parked("undecryptable"));
  }

  private List<String> reasons(UUID room) {
    return log.read(PARKED, OutsideLog.keyIs(room.toString())).stream()
        .filter(OutsideLog.keyIs(room.toString()))
        .map(PoisonIT::reason)
        .toList();
  }

  private static String reason(ConsumerRecord<byte[], byte[]> parked) {
    return new String(
        parked.headers().lastHeader("maru-parked-reason").value(), StandardCharsets.UTF_8);
  }

  /// No time in PostgreSQL is after the year 294276.
  private MessageAccepted refusedByTheDatabase(Conversation talk) {
    MessageAccepted sound = message(talk, "refused");
    return with(
        sound, sound.messageId(), sound.content(), Instant.parse("+300000-01-01T00:00:00Z"));
  }

  private MessageAccepted underAnotherId(Conversation talk) {
    MessageAccepted sound = message(talk, "another id");
    return with(sound, UUID.randomUUID(), sound.content());
  }

  private MessageAccepted sealedForAnotherMessage(Conversation talk) {
    MessageAccepted sound = message(talk, "moved here");
    return with(sound, sound.messageId(), message(talk, "sealed there").content());
  }

  private MessageAccepted message(Conversation talk, String text) {
    var pair = talk.pair();
    return message(pair.borrower(), pair.lender(), UUID.fromString(pair.post().postId()), text);
  }

  /// As a gateway makes it of what the borrower sends.
  private MessageAccepted message(User borrower, User lender, UUID post, String text) {
    UUID sender = UUID.fromString(borrower.id());
    UUID room = Ids.roomId(post, sender);
    UUID client = UUID.randomUUID();
    UUID message = Ids.messageId(room, sender, client);
    SealedText sealed =
        ClusterKeys.of(world.state()).sealing(room, sender).seal(room, message, text);
    return new MessageAccepted(
        room,
        message,
        sender,
        client,
        post,
        sender,
        UUID.fromString(lender.id()),
        sealed.content(),
        sealed.digest(),
        Clock.systemUTC().instant());
  }

  private static MessageAccepted with(MessageAccepted m, UUID messageId, Content content) {
    return with(m, messageId, content, m.acceptedAt());
  }

  private static MessageAccepted with(
      MessageAccepted m, UUID messageId, Content content, Instant acceptedAt) {
    return new MessageAccepted(
        m.roomId(),
        messageId,
        m.senderId(),
        m.clientMessageId(),
        m.postId(),
        m.borrowerId(),
        m.lenderId(),
        content,
        m.digest(),
        acceptedAt);
  }

  /// @return what the command said
  private String replay() throws Exception {
    Process command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                "../../persistence-service/target/persistence-service.jar",
                "--replay-parked",
                "--spring.kafka.bootstrap-servers=" + world.state().kafka().bootstrapServers())
            .redirectErrorStream(true)
            .start();
    String said = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(command.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(command.exitValue()).as(said).isZero();
    return said;
  }
}
