package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.maru.contract.json.ContractJson;
import chat.maru.contract.node.NodeBatch;
import chat.maru.contract.node.NodeMessage;
import chat.maru.contract.node.RedisKeys;
import chat.maru.contract.node.TicketGrant;
import chat.maru.contract.revocation.Revocation;
import chat.maru.testkit.WithServers;
import chat.maru.testkit.WithServers.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// A logout or a ban ends live sessions, and opens none (D13).
@WithServers({Kind.KAFKA, Kind.REDIS})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RevocationIT extends GatewayWorld {
  private final AtomicLong versions = new AtomicLong();
  private GatewayNode one;

  @BeforeAll
  @Timeout(120)
  void nodes() {
    one = start("gateway-1");
  }

  @Test
  void aNoticeEndsTheSessionsOfThatLoginAlone() {
    chatService.away = true;
    var phone = device("phone");
    var tablet = device("phone");
    var laptop = device("laptop");
    publish(one, new NodeBatch(List.of(new NodeMessage.Revoked(ended("phone")))));
    assertThat(phone.closeCode()).isEqualTo(4401);
    assertThat(tablet.closeCode()).isEqualTo(4401);
    assertAlive(laptop);
  }

  @Test
  void withoutANoticeTheSessionsEndInTime() throws Exception {
    var phone = device("phone");
    var laptop = device("laptop");
    chatService.revoke(ended("phone"));
    assertThat(phone.closed.get(5, TimeUnit.SECONDS)).isEqualTo(4401); // what D13 promises
    assertAlive(laptop);
  }

  @Test
  void whatWasMissedComesWithTheNextAnswer() {
    chatService.away = true;
    var phone = device("phone");
    chatService.revoke(ended("phone"));
    await().until(() -> age() > 2);
    assertAlive(phone);
    chatService.away = false;
    assertThat(phone.closeCode()).isEqualTo(4401);
    await().until(() -> age() < 2);
  }

  @Test
  void aBanEndsEverySessionAndOpensNoneUntilItIsLifted() throws Exception {
    chatService.away = true;
    var phone = device("phone");
    var laptop = device("laptop");
    notice(new Revocation.Banned(version(), borrower, Instant.now()));
    assertThat(phone.closeCode()).isEqualTo(4401);
    assertThat(laptop.closeCode()).isEqualTo(4401);
    assertRefused(one.url, Map.of("Authorization", "Bearer " + token("new")), "unauthenticated");

    notice(new Revocation.Pardoned(version(), borrower, Instant.now()));
    await()
        .ignoreExceptions()
        .until(() -> {
          try (var again = device("phone")) {
            return true;
          }
        });
  }

  @Test
  void aRevokedTokenOrTicketOpensNothing() throws Exception {
    chatService.away = true;
    var phone = device("phone");
    String ticket = UUID.randomUUID().toString();
    var grant = new TicketGrant(borrower, "phone", Instant.now().plus(LIFE));
    redis().set(RedisKeys.ticket(ticket), ContractJson.mapper().writeValueAsString(grant));
    notice(ended("phone"));
    assertThat(phone.closeCode()).isEqualTo(4401);
    assertRefused(one.url + "?ticket=" + ticket, Map.of(), "bad_ticket");
    assertRefused(one.url, Map.of("Authorization", "Bearer " + token("phone")), "unauthenticated");
  }

  @Test
  void aRevokedTokenOnALiveSessionIsRefused() {
    var device = device("first");
    tell(ended("gone"));
    await()
        .until(() -> {
          device.send(Map.of("type", "auth", "token", token("gone")));
          device.send(Map.of("type", "ping"));
          return device.next().path("code").asString().equals("unauthenticated");
        });
    device.next("pong");
  }

  @Test
  void aFreshTokenBindsASessionToItsLogin() {
    String brief = chatService.token(borrower, "first", Duration.ofSeconds(4));
    var device = Client.bearer(one.url, brief).welcomed();
    device.send(Map.of("type", "auth", "token", token("second")));
    await()
        .during(Duration.ofSeconds(5)) // the first token would have ended it
        .atMost(Duration.ofSeconds(7))
        .until(() -> !device.closed.isDone());
    tell(ended("first"));
    assertAlive(device);
    tell(ended("second"));
    assertThat(device.closeCode()).isEqualTo(4401);
  }

  /// As chat-service does: it stands in the table before anybody is told.
  private void tell(Revocation revocation) {
    chatService.revoke(revocation);
    notice(revocation);
  }

  private void notice(Revocation revocation) {
    publish(one, revoked(revocation));
  }

  private Client device(String loginId) {
    return Client.bearer(one.url, token(loginId)).welcomed();
  }

  private String token(String loginId) {
    return chatService.token(borrower, loginId, LIFE);
  }

  private long version() {
    return versions.incrementAndGet();
  }

  private Revocation ended(String loginId) {
    return new Revocation.LoginEnded(version(), borrower, loginId, Instant.now());
  }

  private static NodeBatch revoked(Revocation revocation) {
    return new NodeBatch(List.of(new NodeMessage.Revoked(revocation)));
  }

  private static void assertAlive(Client client) {
    client.send(Map.of("type", "ping"));
    client.next("pong");
  }

  /// Seconds since chat-service last said what is revoked.
  private double age() throws Exception {
    return one.get("/actuator/prometheus")
        .lines()
        .filter(line -> line.startsWith("maru_gateway_revocations_age_seconds"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private void assertRefused(String url, Map<String, String> headers, String code)
      throws Exception {
    var answer = upgrade(url, headers);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(ContractJson.mapper().readTree(answer.body()).path("code").asString())
        .isEqualTo(code);
  }
}
