package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.cluster.client.api.ApiException;
import chat.maru.cluster.client.api.Login;
import chat.maru.cluster.client.wire.Handshake;
import chat.maru.cluster.client.wire.HandshakeRefusedException;
import chat.maru.cluster.client.wire.RawSession;
import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.launcher.WithCluster;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// D13: a logout or a ban ends live sessions on every node in time, also when Redis lost the
/// notice, and those of nobody else.
@WithCluster
@Timeout(value = 90, threadMode = SEPARATE_THREAD)
class RevocationIT {
  private static final Duration PROMISED = Duration.ofSeconds(5);

  private final LocalCluster cluster;
  private final World world;
  private final Operator operator;
  private User user;
  private Login phone;
  private Login laptop;
  private List<RawSession> ofPhone;
  private List<RawSession> ofLaptop;

  RevocationIT(LocalCluster cluster) {
    this.cluster = cluster;
    world = new World(cluster.state());
    operator = new Operator(cluster.state());
  }

  /// One user with two logins, each with a session on both nodes.
  @BeforeEach
  void connect() {
    user = world.user("Somebody");
    phone = login();
    laptop = login();
    ofPhone = List.of(session(phone, 1), session(phone, 2));
    ofLaptop = List.of(session(laptop, 1), session(laptop, 2));
  }

  @AfterEach
  void mend() {
    cluster.mend();
    world.close();
  }

  @Test
  void aLogoutEndsItsOwnSessionsOnEveryNode() {
    long since = System.nanoTime();
    world.auth().logout(phone);
    areEndedInTime(ofPhone, since);
    ofLaptop.forEach(RawSession::ping);
    opensNothing(phone, 1);
    opensNothing(phone, 2);
    refused(401, "unauthenticated", () -> world.auth().refresh(phone.refreshToken()));
  }

  @Test
  void aLogoutWhoseNoticeRedisLostEndsThemAllTheSame() {
    cluster.redis().freeze();
    long since = System.nanoTime();
    world.auth().logout(phone);
    areEndedInTime(ofPhone, since);
    ofLaptop.forEach(RawSession::ping);
  }

  @Test
  void aBanEndsAllSessionsAndLetsNobodyInUntilItIsLifted() {
    long since = System.nanoTime();
    operator.ban(user.id());
    areEndedInTime(Stream.concat(ofPhone.stream(), ofLaptop.stream()).toList(), since);
    opensNothing(laptop, 1);
    refused(403, "banned", this::login);
    refused(401, "unauthenticated", () -> world.auth().refresh(laptop.refreshToken()));

    operator.pardon(user.id());
    Login _ = login();
    Login _ = world.auth().refresh(laptop.refreshToken());
  }

  private Login login() {
    return world.auth().login(user.account().username(), user.password());
  }

  private RawSession session(Login login, int gateway) {
    Handshake handshake = Handshake.withToken(world.gateway(gateway), login.accessToken());
    return world.kept(RawSession.welcomed(world.sockets(), handshake));
  }

  private static void areEndedInTime(List<RawSession> sessions, long since) {
    assertThat(sessions)
        .allSatisfy(session -> assertThat(session.awaitClosed().code()).isEqualTo(4401));
    assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(PROMISED);
  }

  private void opensNothing(Login login, int gateway) {
    Handshake handshake = Handshake.withToken(world.gateway(gateway), login.accessToken());
    assertThatThrownBy(() -> world.link(handshake))
        .isInstanceOfSatisfying(
            HandshakeRefusedException.class, e -> assertThat(e.status()).isEqualTo(401));
  }

  private static void refused(int status, String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ApiException.class,
            e -> {
              assertThat(e.status()).isEqualTo(status);
              assertThat(e.code()).isEqualTo(code);
            });
  }
}
