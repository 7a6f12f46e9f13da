package chat.maru.chat.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.chat.RunningNode;
import chat.maru.contract.cipher.Keyring;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class IssuerIT extends RunningNode {
  @Autowired Supplier<Keyring> keyring;
  @Autowired SigningKeys keys;
  @Autowired PlatformTransactionManager transactions;

  @Test
  void theKeysArePublicOnesAndTheSameOnEveryNodeAndAfterARestart() throws ParseException {
    String served = api().get("/.well-known/jwks.json").text();
    JWKSet published = JWKSet.parse(served);
    assertThat(published.getKeys()).isNotEmpty().allMatch(key -> !key.isPrivate());
    assertThat(served).doesNotContain("\"d\"");

    JWKSet otherNode = keys().published();
    assertThat(otherNode).isEqualTo(published);
  }

  @Test
  void nodesThatStartTogetherMakeOneKey() throws Exception {
    world.database().sql("update signing_key set retired_at = now()").update();
    try (var starts = Executors.newFixedThreadPool(6)) {
      List<Callable<String>> nodes = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        nodes.add(() -> keys().signing().getKeyID());
      }
      Set<String> kids = new java.util.HashSet<>();
      for (var kid : starts.invokeAll(nodes)) {
        kids.add(kid.get());
      }
      assertThat(kids).hasSize(1);
    }
  }

  @Test
  void aRetiredKeyVerifiesAndSignsNoMore() {
    var account = account("A");
    world.database().sql("update signing_key set retired_at = now()").update();
    SigningKeys restarted = keys();
    Set<String> kids =
        restarted.published().getKeys().stream()
            .map(key -> key.getKeyID())
            .collect(Collectors.toSet());
    assertThat(kids).contains(keys.signing().getKeyID(), restarted.signing().getKeyID());
    account.api().get("/api/me").ok();
  }

  @Test
  void aKeyIsPublishedBeforeItSignsAndVerifiesUntilItsLastTokenHasEnded() {
    undone(this::rotate);
  }

  private void rotate() {
    Instant begin = Instant.now();
    String first = keysAt(begin).signing().getKeyID();
    Duration life = Duration.ofDays(30);
    Instant due = begin.plus(life);
    assertThat(storeAt(due.minusSeconds(60)).rotate(life)).isFalse();
    assertThat(storeAt(due).rotate(life)).isTrue();
    assertThat(storeAt(due.plusSeconds(1)).rotate(life)).isFalse();
    assertThat(kids(due)).hasSizeGreaterThanOrEqualTo(2).contains(first);
    assertThat(keysAt(due.plusSeconds(299)).signing().getKeyID()).isEqualTo(first);

    Instant signs = due.plusSeconds(301);
    String second = keysAt(signs).signing().getKeyID();
    assertThat(second).isNotEqualTo(first);
    storeAt(signs).rotate(life);
    assertThat(kids(signs)).contains(first, second);
    Instant last = signs.plus(SigningKeyStore.OVERLAP);
    storeAt(last.minusSeconds(1)).rotate(life);
    assertThat(kids(last)).contains(first, second);
    storeAt(last.plusSeconds(1)).rotate(life);
    assertThat(kids(last)).containsExactly(second);
    assertThat(keysAt(last).signing().getKeyID()).isEqualTo(second);
  }

  @Test
  void withdrawnKeysAreNotPublishedAndTheirTokensNotTakenByNodesThatReadThemAgain() {
    undone(this::withdraw);
  }

  private void withdraw() {
    String before = keysAt(Instant.now()).signing().getKeyID();
    store().replaceAll();
    assertThat(kids(Instant.now())).hasSize(1).doesNotContain(before);
    assertThat(keysAt(Instant.now()).signing().getKeyID()).isNotEqualTo(before);
  }

  /// The running node goes on with its keys.
  private void undone(Runnable test) {
    new TransactionTemplate(transactions)
        .executeWithoutResult(status -> {
          test.run();
          status.setRollbackOnly();
        });
  }

  @Test
  void aTokenThatIsNotOursIsRefused() throws Exception {
    var account = account("A");
    ECKey ours = keys.signing();
    ECKey foreign = new ECKeyGenerator(Curve.P_256).keyID(ours.getKeyID()).generate();
    Instant now = Instant.now();
    JWTClaimsSet good = claims(account.id().toString(), now.plusSeconds(60)).build();

    api().as(signed(ours, good)).get("/api/me").ok();

    refused(signed(foreign, good));
    refused(new PlainJWT(good).serialize());
    refused(mac(ours, good));
    refused(signed(ours, claims(account.id().toString(), now.minusSeconds(1)).build()));
    refused(signed(ours, claims(account.id().toString(), now).expirationTime(null).build()));
    refused(signed(ours, claims("no-uuid", now.plusSeconds(60)).build()));
    refused(signed(ours, new JWTClaimsSet.Builder(good).issuer("http://evil").build()));
    refused(signed(ours, new JWTClaimsSet.Builder(good).audience("other").build()));
    refused(signed(ours, claims(UUID.randomUUID().toString(), now.plusSeconds(60)).build()));
  }

  @Test
  void aTokenEndsAfterFifteenMinutes() {
    var account = account("A");
    Clock then = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-15));
    refused(new AccessTokens(keys, ISSUER, "maru", then).issue(account.id(), "A", "login"));
    Clock almost = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-14));
    String token = new AccessTokens(keys, ISSUER, "maru", almost).issue(account.id(), "A", "login");
    api().as(token).get("/api/me").ok();
  }

  private void refused(String token) {
    var answer = api().as(token).get("/api/me");
    answer.problem(401, "unauthenticated");
    assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
  }

  private static JWTClaimsSet.Builder claims(String subject, Instant end) {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience("maru")
        .subject(subject)
        .expirationTime(Date.from(end));
  }

  private static String signed(ECKey key, JWTClaimsSet claims) throws Exception {
    return signed(JWSAlgorithm.ES256, key.getKeyID(), new ECDSASigner(key), claims);
  }

  /// The public key as a secret: the classic confusion of algorithms.
  private static String mac(ECKey key, JWTClaimsSet claims) throws Exception {
    byte[] secret = key.toPublicJWK().toJSONString().getBytes();
    return signed(JWSAlgorithm.HS256, key.getKeyID(), new MACSigner(secret), claims);
  }

  private static String signed(
      JWSAlgorithm algorithm, String kid, JWSSigner signer, JWTClaimsSet claims) throws Exception {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(algorithm).keyID(kid).type(JOSEObjectType.JWT).build(), claims);
    token.sign(signer);
    return token.serialize();
  }

  /// As another node reads them.
  private SigningKeys keys() {
    return new SigningKeys(store(), new RetryTemplate(), Clock.systemUTC());
  }

  private SigningKeys keysAt(Instant now) {
    return new SigningKeys(storeAt(now), new RetryTemplate(), Clock.fixed(now, ZoneOffset.UTC));
  }

  private Set<String> kids(Instant now) {
    return keysAt(now).published().getKeys().stream()
        .map(key -> key.getKeyID())
        .collect(Collectors.toSet());
  }

  private SigningKeyStore storeAt(Instant now) {
    return new SigningKeyStore(
        world.database(),
        new TransactionTemplate(transactions),
        keyring,
        Clock.fixed(now, ZoneOffset.UTC));
  }

  private SigningKeyStore store() {
    return new SigningKeyStore(
        world.database(), new TransactionTemplate(transactions), keyring, Clock.systemUTC());
  }
}
