package chat.maru.chat.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.maru.chat.RunningNode;
import chat.maru.chat.revocation.Revocations;
import chat.maru.contract.json.ContractJson;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpRequest;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class AuthIT extends RunningNode {
  @Autowired PlatformTransactionManager transactions;
  @Autowired Revocations revocations;

  @Test
  void aRegisteredUserSignsInUnderAnySpellingOfTheName() throws ParseException {
    String name = "Min.Ji-" + UUID.randomUUID().toString().substring(0, 8);
    var registered = api().post("/api/auth/register", new Register(name, "correct horse", "민지"));
    assertThat(registered.status()).isEqualTo(201);
    assertThat(registered.body().get("username").asString()).isEqualTo(name.toLowerCase());

    var tokens = api().post("/api/auth/login", new Login(name.toUpperCase(), "correct horse")).ok();
    assertThat(tokens.get("tokenType").asString()).isEqualTo("Bearer");
    assertThat(tokens.get("expiresIn").asLong()).isEqualTo(900);

    var me = api().as(tokens.get("accessToken").asString()).get("/api/me").ok();
    assertThat(me).isEqualTo(registered.body());
    var claims = SignedJWT.parse(tokens.get("accessToken").asString()).getJWTClaimsSet();
    assertThat(claims.getSubject()).isEqualTo(registered.body().get("userId").asString());
    assertThat(claims.getIssuer()).isEqualTo(ISSUER);
    assertThat(claims.getAudience()).containsExactly("maru");
    assertThat(claims.getClaim("name")).isEqualTo("민지");
    assertThat(claims.getStringClaim("sid")).isNotBlank();
  }

  @Test
  void aNameIsTakenWhateverItsCase() {
    var account = account("A");
    api()
        .post(
            "/api/auth/register",
            new Register(account.username().toUpperCase(), "correct horse", "B"))
        .problem(409, "username_taken");
  }

  @Test
  void unknownUserAndWrongPasswordAreTheSameAnswer() {
    var account = account("A");
    var wrong =
        api()
            .post("/api/auth/login", new Login(account.username(), "wrong password"))
            .problem(401, "bad_credentials");
    var unknown =
        api()
            .post("/api/auth/login", new Login("nobody-at-all", "wrong password"))
            .problem(401, "bad_credentials");
    assertThat(unknown).isEqualTo(wrong);
  }

  @Test
  void guessingIsSlowedDownWithoutTellingWhetherTheUserIsThere() {
    for (String username : List.of(account("A").username(), "x" + UUID.randomUUID())) {
      for (int i = 0; i < 5; i++) {
        api()
            .post("/api/auth/login", new Login(username, "guess number " + i))
            .problem(401, "bad_credentials");
      }
      var refused = api().post("/api/auth/login", new Login(username, "correct horse"));
      var problem = refused.problem(429, "rate_limited");
      assertThat(problem.get("retryable").asBoolean()).isTrue();
      assertThat(problem.get("retryAfterMs").asLong()).isBetween(1L, 15_000L);
      assertThat(refused.headers().firstValue("Retry-After"))
          .hasValue(Long.toString((problem.get("retryAfterMs").asLong() + 999) / 1_000));
    }
  }

  @Test
  void passwordsLongerThanBcryptReadsDifferInTheirLastCharacter() {
    String name = "long-" + UUID.randomUUID().toString().substring(0, 8);
    String password = "비".repeat(127);
    api().post("/api/auth/register", new Register(name, password + "a", "Long")).ok();
    api().post("/api/auth/login", new Login(name, password + "a")).ok();
    api().post("/api/auth/login", new Login(name, password + "b")).problem(401, "bad_credentials");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"password\":\"correct horse\",\"displayName\":\"A\"}|username",
        "{\"username\":null,\"password\":\"correct horse\",\"displayName\":\"A\"}|username",
        "{\"username\":12345,\"password\":\"correct horse\",\"displayName\":\"A\"}|username",
        "{\"username\":\"has space\",\"password\":\"correct horse\",\"displayName\":\"A\"}|username",
        "{\"username\":\"okay.name\",\"password\":\"short\",\"displayName\":\"A\"}|password",
        "{\"username\":\"okay.name\",\"password\":\"nul\\u0000nul\\u0000\",\"displayName\":\"A\"}|password",
        "{\"username\":\"okay.name\",\"password\":\"correct horse\",\"displayName\":\"\"}|displayName",
        "{\"username\":\"okay.name\",\"password\":\"correct horse\",\"displayName\":\"\\ud800\"}|displayName",
        "{\"username\":\"okay.name\",\"password\":\"correct horse\",\"displayName\":[]}|displayName",
      })
  void aFieldThatBreaksItsRuleIsNamed(String body, String field) {
    api().post("/api/auth/register", body).badField(field);
  }

  @Test
  void aRefreshTokenWorksOnceAndItsSuccessorGoesOn() {
    var account = account("A");
    var first = refresh(account.refreshToken()).ok();
    assertThat(first.get("refreshToken").asString()).isNotEqualTo(account.refreshToken());
    var second = refresh(first.get("refreshToken").asString()).ok();
    api().as(second.get("accessToken").asString()).get("/api/me").ok();
  }

  @Test
  void usingATokenAgainAfterTheGraceEndsTheWholeLogin() {
    var account = account("A");
    RefreshTokens now = tokensAt(Instant.now());
    String successor = now.rotate(account.refreshToken()).orElseThrow().nextToken();

    RefreshTokens later = tokensAt(Instant.now().plus(RefreshTokens.GRACE).plusSeconds(1));
    assertThat(later.rotate(account.refreshToken())).isEmpty();

    refresh(successor).problem(401, "unauthenticated");
    account.api().get("/api/me").problem(401, "unauthenticated");
  }

  @Test
  void twoTabsThatRefreshAtOnceBothGoOn() {
    var account = account("A");
    var one = refresh(account.refreshToken()).ok();
    var other = refresh(account.refreshToken()).ok();
    refresh(one.get("refreshToken").asString()).ok();
    refresh(other.get("refreshToken").asString()).ok();
  }

  @Test
  void anExpiredRefreshTokenGivesNothingAndIsForgotten() {
    var account = account("A");
    RefreshTokens later = tokensAt(Instant.now().plus(RefreshTokens.LIFE).plusSeconds(1));
    assertThat(later.rotate(account.refreshToken())).isEmpty();
    later.forgetExpired();
    assertThat(
            world
                .database()
                .sql("select count(*) from refresh_token where user_id = ?")
                .param(account.id())
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void logoutEndsTheLoginAndMayBeRepeated() {
    var account = account("A");
    String successor = refresh(account.refreshToken()).ok().get("refreshToken").asString();
    for (int i = 0; i < 2; i++) {
      var out = api().post("/api/auth/logout", Map.of("refreshToken", successor));
      assertThat(out.status()).isEqualTo(204);
      assertThat(out.text()).isEmpty();
    }
    refresh(successor).problem(401, "unauthenticated");
    refresh(account.refreshToken()).problem(401, "unauthenticated");
  }

  @Test
  void aRefreshThatIsUnderWayDoesNotOutliveTheLogout() {
    var account = account("A");
    RefreshTokens tokens = tokensAt(Instant.now());
    String successor = tokens.rotate(account.refreshToken()).orElseThrow().nextToken();
    AtomicReference<CompletableFuture<Void>> logout = new AtomicReference<>();
    String granted =
        new TransactionTemplate(transactions)
            .execute(_ -> {
              String next = tokens.rotate(successor).orElseThrow().nextToken();
              logout.set(CompletableFuture.runAsync(() -> tokens.end(account.refreshToken())));
              await().until(this::somebodyWaitsForALock);
              return next;
            });
    logout.get().join();
    refresh(granted).problem(401, "unauthenticated");
  }

  @Test
  void aStaleAccessTokenDoesNotKeepAnyoneFromSigningIn() {
    var account = account("A");
    var stale = api().as("not.a.token");
    stale.post("/api/auth/login", new Login(account.username(), "correct horse")).ok();
    stale.get("/api/me").problem(401, "unauthenticated");
  }

  @Test
  void aBodyThatIsNoJsonObjectIsABadFrame() {
    for (String body : new String[] {"", "{", "[]", "\"text\"", "null", "{\"username\":}"}) {
      api().post("/api/auth/login", body).problem(400, "bad_frame");
    }
  }

  @Test
  void onlyJsonIsTakenAndAnswered() {
    var form =
        api()
            .request("/api/auth/login")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("username=a&password=b"));
    api().send(form).problem(415, "unsupported_media_type");
    var put = api().request("/api/auth/login").PUT(HttpRequest.BodyPublishers.ofString("{}"));
    var refused = api().send(put);
    refused.problem(405, "method_not_allowed");
    assertThat(refused.headers().firstValue("Allow")).hasValue("POST");
  }

  @Test
  void aBodyOfMoreThanOneMebibyteIsRefused() {
    String body =
        ContractJson.mapper()
            .writeValueAsString(Map.of("username", "a", "x", "y".repeat(2_000_000)));
    api().post("/api/auth/login", body).problem(413, "body_too_large");
  }

  private chat.maru.chat.Api.Answer refresh(String token) {
    return api().post("/api/auth/refresh", Map.of("refreshToken", token));
  }

  private boolean somebodyWaitsForALock() {
    return world
        .database()
        .sql(
            "select exists (select from pg_stat_activity"
                + " where wait_event_type = 'Lock' and datname = current_database())")
        .query(Boolean.class)
        .single();
  }

  private RefreshTokens tokensAt(Instant now) {
    return new RefreshTokens(
        world.database(),
        new TransactionTemplate(transactions),
        revocations,
        Clock.fixed(now, ZoneOffset.UTC));
  }
}
