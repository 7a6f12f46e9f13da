package chat.maru.cluster.e2e;

import chat.maru.cluster.client.api.Login;
import chat.maru.cluster.keys.IssuerKey;
import chat.maru.cluster.state.ClusterState;
import chat.maru.testkit.issuer.Forgery;
import chat.maru.testkit.issuer.OutsideIssuer;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Everything that could be shown instead of a good token, by what is wrong with it. Most are made
/// with the cluster's own key, so that nothing but the one thing is wrong.
final class BadTokens {
  private static final String LOGGED_OUT = "logged out";
  private static final String BANNED = "banned";

  private final World world;
  private final ClusterState state;
  private final IssuerKey issuer;
  private final ECKey key;
  private final Clock clock = Clock.systemUTC();

  BadTokens(World world) {
    this.world = world;
    state = world.state();
    issuer = IssuerKey.of(state);
    key = issuer.key();
  }

  String good(String userId, Duration life) {
    return issuer.token(userId, life);
  }

  /// Each speaks of this user, who may read the room that is tried, or of one like them.
  Map<String, String> of(User user) {
    Map<String, String> bad = new LinkedHashMap<>();
    wrongClaims(user.id(), bad);
    wrongSignatures(user, bad);
    revoked(user, bad);
    otherSecrets(user, bad);
    return bad;
  }

  /// Those of them that were good until a moment ago.
  List<String> revoked() {
    return List.of(LOGGED_OUT, BANNED);
  }

  private void wrongClaims(String id, Map<String, String> bad) {
    Instant now = clock.instant();
    Date past = Date.from(now.minusSeconds(1));
    Date longAgo = Date.from(now.minusSeconds(900));
    bad.put("expired", ours(id, claims -> claims.issueTime(longAgo).expirationTime(past)));
    bad.put("without an end", ours(id, claims -> claims.expirationTime(null)));
    Date tomorrow = Date.from(now.plus(Duration.ofDays(1)));
    bad.put("with too late an end", ours(id, claims -> claims.expirationTime(tomorrow)));
    bad.put("not yet", ours(id, c -> c.notBeforeTime(Date.from(now.plusSeconds(600)))));
    bad.put("for another audience", ours(id, claims -> claims.audience("other")));
    bad.put("for no audience", ours(id, claims -> claims.audience((String) null)));
    bad.put("of another issuer", ours(id, claims -> claims.issuer("https://evil.example")));
    bad.put("of no issuer", ours(id, claims -> claims.issuer(null)));
    bad.put("for nobody", ours(id, claims -> claims.subject(null)));
    bad.put("for no user id", ours(id, claims -> claims.subject("admin")));
    JWTClaimsSet good = issuer.claims(id, _ -> {});
    bad.put("of another kind", Forgery.signed(key, new JOSEObjectType("logout+jwt"), good));
  }

  private void wrongSignatures(User user, Map<String, String> bad) {
    JWTClaimsSet good = issuer.claims(user.id(), _ -> {});
    JWK own = OutsideIssuer.ecKey();
    bad.put("alg:none", Forgery.unsigned(good));
    bad.put("HS256 by the public key", Forgery.withThePublicKeyAsSecret(key, true, good));
    bad.put("HS256 by the public JWK", Forgery.withThePublicKeyAsSecret(key, false, good));
    bad.put("signed by a stranger's key", Forgery.signed(own, good));
    bad.put("with its own key along", Forgery.withItsOwnKey(own, key.getKeyID(), good));
    String others = world.user("Mallory").token();
    bad.put("tampered payload", Forgery.withClaims(others, good));
    bad.put("tampered signature", Forgery.withASpoiltSignature(user.token()));
  }

  /// Good in every other way: made by the issuer a moment ago.
  private void revoked(User user, Map<String, String> bad) {
    Login loggedOut = world.auth().login(user.account().username(), user.password());
    world.auth().logout(loggedOut);
    bad.put(LOGGED_OUT, loggedOut.accessToken());
    User banned = world.user("Banned");
    String token = banned.token();
    new Operator(state).ban(banned.id());
    bad.put(BANNED, token);
  }

  private void otherSecrets(User user, Map<String, String> bad) {
    Login login = world.auth().login(user.account().username(), user.password());
    bad.put("a refresh token", login.refreshToken());
    bad.put("a ticket", user.api().ticket(null).ticket());
    bad.put("nonsense", "a.b.c");
    try {
      bad.put("the services' token", Files.readString(state.serviceToken()).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String ours(String userId, Consumer<JWTClaimsSet.Builder> changes) {
    return Forgery.signed(key, issuer.claims(userId, changes));
  }
}
