package chat.maru.chat.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.maru.chat.Api;
import chat.maru.chat.FakeNode;
import chat.maru.chat.RunningNode;
import chat.maru.chat.internal.InternalListener;
import chat.maru.contract.json.ContractJson;
import chat.maru.contract.node.NodeMessage;
import chat.maru.contract.revocation.Revocation;
import chat.maru.contract.revocation.RevocationNews;
import chat.maru.testkit.Servers;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class RevocationIT extends RunningNode {
  /// What D13 promises.
  private static final Duration IN_TIME = Duration.ofSeconds(5);

  @Autowired InternalListener listener;
  @Autowired RevocationTable table;
  @Autowired PlatformTransactionManager transactions;
  private Api internal;
  private Account account;

  @BeforeEach
  void somebody() throws IOException {
    String token = Files.readString(Servers.current().serviceTokenFile()).strip();
    internal = new Api("http://127.0.0.1:" + listener.port()).as(token);
    account = account("A");
  }

  @Test
  void aLogoutRefusesItsAccessTokenAtOnceAndLeavesOtherLogins() {
    var other = login().ok();
    long before = since(RevocationNews.START).position();
    logout();

    account.api().get("/api/me").problem(401, "unauthenticated");
    account.api().post("/api/socket-tickets", Map.of()).problem(401, "unauthenticated");
    api().as(other.get("accessToken").asString()).get("/api/me").ok();
    assertThat(ours(since(before)))
        .singleElement()
        .isInstanceOfSatisfying(
            Revocation.LoginEnded.class,
            ended -> assertThat(ended.loginId()).isEqualTo(loginId(account.accessToken())));
  }

  @Test
  void aBanRefusesEverythingUntilItIsLifted() {
    ban("{\"reason\":\"fraud\"}");
    ban(""); // again, and without a body

    account.api().get("/api/me").problem(401, "unauthenticated");
    login().problem(403, "banned");
    refresh().problem(401, "unauthenticated");
    assertThat(ours(since(RevocationNews.START)))
        .singleElement()
        .isInstanceOf(Revocation.Banned.class);

    for (int i = 0; i < 2; i++) {
      pardon();
    }
    account.api().get("/api/me").ok();
    login().ok();
    refresh().ok();
    assertThat(ours(since(RevocationNews.START)))
        .singleElement()
        .isInstanceOf(Revocation.Pardoned.class);
  }

  @Test
  void whatAnotherNodeDidIsHeededInTime() {
    UUID user = account.id();
    table.insert(user, RevocationTable.Kind.BANNED, null, null, Instant.now());
    await().atMost(IN_TIME).until(() -> account.api().get("/api/me").status() == 401);
    table.removeBan(user);
    table.insert(user, RevocationTable.Kind.PARDONED, null, null, Instant.now());
    await().atMost(IN_TIME).until(() -> account.api().get("/api/me").status() == 200);
  }

  @Test
  void anOutsideIssuersLogoutEndsThatLogin() {
    String loginId = loginId(account.accessToken());
    var body = Map.of("userId", account.id(), "loginId", loginId);
    assertThat(internal.post("/internal/ended-logins", body).status()).isEqualTo(204);
    account.api().get("/api/me").problem(401, "unauthenticated");
  }

  @Test
  void whoAsksOfNobodyIsTold() {
    internal.post("/internal/ended-logins", Map.of("loginId", "x")).problem(400, "bad_id");
    internal.post("/internal/ended-logins", Map.of("userId", account.id())).badField("loginId");
    var nobody = internal.request("/internal/bans/nobody").DELETE();
    internal.send(nobody).problem(400, "bad_id");
  }

  @Test
  void aRevocationThatIsCommittedLateIsNotMissed() {
    long before = since(RevocationNews.START).position();
    long[] between = new long[1];
    new TransactionTemplate(transactions)
        .executeWithoutResult(_ -> {
          table.insert(account.id(), RevocationTable.Kind.LOGIN_ENDED, "slow", null, Instant.now());
          internal.post(
              "/internal/ended-logins", Map.of("userId", account.id(), "loginId", "quick"));
          RevocationNews news = since(before);
          assertThat(loginIds(news)).containsExactly("quick");
          between[0] = news.position();
        });
    assertThat(loginIds(since(between[0]))).contains("slow");
  }

  @Test
  void whatIsOldIsNotToldTwiceOnceItIsDecided() {
    Instant old = Instant.now().minus(Duration.ofMinutes(2));
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            _ -> table.insert(account.id(), RevocationTable.Kind.LOGIN_ENDED, "old", null, old));
    assertThat(loginIds(since(RevocationNews.START))).contains("old");
    await()
        .until(() -> {
          long position = since(RevocationNews.START).position();
          return !loginIds(since(position)).contains("old");
        });
  }

  /// After a failover that forgot commits, transaction ids below a position may be given again.
  @Test
  void d13WhatWasMadeInTheLastMinuteIsToldAgainBehindAnyPosition() {
    logout();
    RevocationNews news = since(since(RevocationNews.START).position());
    assertThat(news.complete()).isFalse();
    assertThat(ours(news)).hasSize(1);
  }

  @Test
  void aPositionOfADatabaseThatWasNewerGetsEverything() {
    logout();
    RevocationNews news = since(Long.MAX_VALUE);
    assertThat(news.complete()).isTrue();
    assertThat(ours(news)).hasSize(1);
    assertThat(since(RevocationNews.START).complete()).isTrue();
    assertThat(since(news.position()).complete()).isFalse();
  }

  @Test
  void theGatewaysOfTheUserAreToldThroughRedis() {
    var redis = Servers.current().redis();
    try (FakeNode node = new FakeNode("fake-1", redis.host(), redis.port())) {
      node.connect(account.id());
      logout();
      await().until(() -> !node.batches().isEmpty());
      assertThat(node.batches().getFirst().messages())
          .singleElement()
          .isInstanceOfSatisfying(
              NodeMessage.Revoked.class,
              revoked -> assertThat(revoked.revocation().userId()).isEqualTo(account.id()));
    }
  }

  @Test
  void theEndOfALoginIsForgottenWithItsLastTokenAndABanNever() {
    logout();
    ban("");
    Clock later =
        Clock.fixed(Instant.now().plus(Revocation.REMEMBERED).plusSeconds(1), ZoneOffset.UTC);
    new Revocations(table, new TransactionTemplate(transactions), _ -> {}, later).forgetOld();
    assertThat(ours(since(RevocationNews.START)))
        .singleElement()
        .isInstanceOf(Revocation.Banned.class);
  }

  private RevocationNews since(long position) {
    var answer = internal.get("/internal/revocations?after=" + position).ok();
    return ContractJson.mapper().treeToValue(answer, RevocationNews.class);
  }

  private List<Revocation> ours(RevocationNews news) {
    return news.revocations().stream().filter(r -> r.userId().equals(account.id())).toList();
  }

  private List<String> loginIds(RevocationNews news) {
    return ours(news).stream().map(r -> ((Revocation.LoginEnded) r).loginId()).toList();
  }

  private Api.Answer login() {
    return api().post("/api/auth/login", new Login(account.username(), "correct horse"));
  }

  private Api.Answer refresh() {
    return api().post("/api/auth/refresh", Map.of("refreshToken", account.refreshToken()));
  }

  private void logout() {
    api().post("/api/auth/logout", Map.of("refreshToken", account.refreshToken())).ok();
  }

  private void ban(String body) {
    var request =
        internal
            .request("/internal/bans/" + account.id())
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body));
    internal.send(request).ok();
  }

  private void pardon() {
    internal.send(internal.request("/internal/bans/" + account.id()).DELETE()).ok();
  }

  private static String loginId(String accessToken) {
    try {
      return SignedJWT.parse(accessToken).getJWTClaimsSet().getStringClaim("sid");
    } catch (ParseException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
