package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.cluster.client.api.ApiException;
import chat.maru.cluster.client.api.ChatApi;
import chat.maru.cluster.client.api.Credentials;
import chat.maru.cluster.client.api.NewPost;
import chat.maru.cluster.client.api.Post;
import chat.maru.cluster.client.wire.ClientFrame;
import chat.maru.cluster.client.wire.ClientFrame.Send;
import chat.maru.cluster.client.wire.Handshake;
import chat.maru.cluster.client.wire.HandshakeRefusedException;
import chat.maru.cluster.client.wire.RawSession;
import chat.maru.cluster.client.wire.ServerFrame;
import chat.maru.cluster.launcher.ClusterOptions;
import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.testkit.issuer.Forgery;
import chat.maru.testkit.issuer.OutsideIssuer;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A cluster whose users are somebody else's: all it knows of the issuer is its address (D1, D13).
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 180, threadMode = SEPARATE_THREAD)
class OutsideIssuerIT {
  private static final Duration PROMISED = Duration.ofSeconds(5); // D13

  private final OutsideIssuer issuer = new OutsideIssuer();
  private final HttpClient http = HttpClient.newHttpClient();
  private LocalCluster cluster;
  private World world;

  @BeforeAll
  void start(@TempDir Path folder) {
    Map<String, String> outside =
        Map.of(
            "maru.issuer", issuer.uri(),
            "maru.chat.embedded-issuer", "false",
            "maru.gateway.embedded-issuer", "false",
            "maru.gateway.jwks-uri", "");
    cluster = LocalCluster.start(ClusterOptions.forTests(folder).withProperties(outside));
    world = new World(cluster.state());
  }

  @AfterAll
  void stop() {
    world.close();
    cluster.close();
    http.close();
    issuer.close();
  }

  @Test
  void theMessageOfSomebodyWhoComesBySocketAloneIsStoredAndShownUnderTheirName() {
    ChatApi lender = api(issuer.token("lender|" + UUID.randomUUID()));
    Post post = lender.createPost(new NewPost("A drill", null, null));
    String borrower =
        issuer.token("auth0|" + UUID.randomUUID(), claims -> claims.claim("name", "민지"));
    try (RawSession device = session(borrower, 2)) {
      Send send = Send.onPost(post.postId(), "Is it free on Saturday?");
      ServerFrame.Ack _ = World.acked(device, send);
      String roomId = World.storedIn(device, send).roomId();
      assertThat(lender.room(roomId).borrower().displayName()).isEqualTo("민지");
      assertThat(lender.room(roomId).headSeq()).isEqualTo(1);
    }
  }

  @Test
  void aRotationOfTheIssuersKeysIsSeenAtEveryDoorAndEndsNoSession() {
    String subject = UUID.randomUUID().toString();
    String old = issuer.token(subject);
    try (RawSession first = session(old, 1);
        RawSession second = session(old, 2)) {
      issuer.rotate(OutsideIssuer.rsaKey());
      Looking.until(Duration.ofSeconds(4), () -> opens(issuer.token(subject), 1));
      Looking.until(Duration.ofSeconds(4), () -> opens(issuer.token(subject), 2));
      first.send(new ClientFrame.Auth(issuer.token(subject)));
      first.ping();
      Judge.noErrors(first);
      second.ping();
      // At once, unless other tests' strange keys made it ask twice in the last two seconds.
      Looking.until(Duration.ofSeconds(4), () -> isTaken(issuer.token(subject)));
      assertThat(api(old).me().userId()).isEqualTo(subject);
    }
  }

  @Test
  void whatTheIssuerDidNotMakeForUsNowIsRefusedAtEveryDoor() {
    String subject = UUID.randomUUID().toString();
    Instant now = Instant.now();
    var good = issuer.claims(subject, _ -> {});
    Stream.of(
            issuer.token(subject, claims -> claims.audience("other")),
            issuer.token(subject, claims -> claims.issuer("https://evil.example")),
            issuer.token(subject, c -> c.notBeforeTime(Date.from(now.plusSeconds(60)))),
            issuer.token(
                subject,
                claims ->
                    claims
                        .issueTime(Date.from(now.minusSeconds(60)))
                        .expirationTime(Date.from(now.minusSeconds(1)))),
            Forgery.unsigned(good),
            Forgery.withThePublicKeyAsSecret(issuer.key(), true, good),
            Forgery.signed(OutsideIssuer.rsaKey(), good))
        .forEach(token -> {
          assertThatThrownBy(() -> api(token).me())
              .isInstanceOfSatisfying(
                  ApiException.class, e -> assertThat(e.status()).isEqualTo(401));
          assertThatThrownBy(() -> session(token, 1))
              .isInstanceOfSatisfying(
                  HandshakeRefusedException.class, e -> assertThat(e.status()).isEqualTo(401));
        });
  }

  @Test
  void theIssuersLogoutEndsTheSessionsOfThatLoginInTime() {
    String subject = UUID.randomUUID().toString();
    try (RawSession phone = session(login(subject, "phone"), 1);
        RawSession laptop = session(login(subject, "laptop"), 2)) {
      long since = System.nanoTime();
      new Operator(cluster.state()).endLogin(subject, "phone");
      assertThat(phone.awaitClosed().code()).isEqualTo(4401);
      assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(PROMISED);
      laptop.ping();
    }
  }

  private boolean isTaken(String token) {
    try {
      return !api(token).me().userId().isEmpty();
    } catch (ApiException e) {
      return false;
    }
  }

  private boolean opens(String token, int gateway) {
    try (RawSession _ = session(token, gateway)) {
      return true;
    } catch (HandshakeRefusedException e) {
      return false;
    }
  }

  private String login(String subject, String loginId) {
    return issuer.token(subject, claims -> claims.claim("sid", loginId));
  }

  private ChatApi api(String token) {
    return new ChatApi(http, world.chatService(), Credentials.fixed(token));
  }

  private RawSession session(String token, int gateway) {
    return RawSession.welcomed(world.sockets(), Handshake.withToken(world.gateway(gateway), token));
  }
}
