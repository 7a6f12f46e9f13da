package chat.maru.testkit.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// An OpenID provider outside the cluster, as far as a resource server sees one: metadata and keys
/// over http on loopback, and the tokens that it signs. Thread-safe.
public final class OutsideIssuer implements AutoCloseable {
  public static final String AUDIENCE = "maru";
  private static final Duration LIFE = Duration.ofMinutes(5);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final List<JWK> keys = new CopyOnWriteArrayList<>();
  private final AtomicInteger fetches = new AtomicInteger();
  private final Clock clock = Clock.systemUTC();
  private volatile boolean away;
  private volatile String named;

  public OutsideIssuer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    named = uri();
    server.setExecutor(threads);
    server.createContext(
        "/.well-known/openid-configuration",
        exchange ->
            answer(
                exchange, "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(named, uri())));
    server.createContext(
        "/keys",
        exchange -> {
          fetches.incrementAndGet();
          answer(exchange, new JWKSet(keys).toPublicJWKSet().toString());
        });
    server.start();
    rotate(ecKey());
  }

  /// For `maru.issuer`.
  public String uri() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// Signs with this key from now on; the ones before stay published.
  public void rotate(JWK key) {
    keys.addFirst(key);
  }

  /// Only the newest key is published from now on.
  public void withdrawOldKeys() {
    keys.retainAll(List.of(keys.getFirst()));
  }

  public JWK key() {
    return keys.getFirst();
  }

  /// Its metadata call it so from now on.
  public void callItself(String name) {
    named = name;
  }

  /// It answers 503 from now on, or does no longer.
  public void setAway(boolean away) {
    this.away = away;
  }

  /// How often its keys were asked for.
  public int fetches() {
    return fetches.get();
  }

  public String token(String subject) {
    return token(subject, _ -> {});
  }

  /// @param changes to the claims of a good token
  public String token(String subject, Consumer<JWTClaimsSet.Builder> changes) {
    return Forgery.signed(key(), claims(subject, changes));
  }

  public JWTClaimsSet claims(String subject, Consumer<JWTClaimsSet.Builder> changes) {
    Instant now = clock.instant();
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(uri())
            .audience(AUDIENCE)
            .subject(subject)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFE)));
    changes.accept(claims);
    return claims.build();
  }

  public static JWK rsaKey() {
    try {
      return new RSAKeyGenerator(2048)
          .keyID(UUID.randomUUID().toString())
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.RS256)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  public static JWK ecKey() {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyID(UUID.randomUUID().toString())
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.ES256)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void answer(HttpExchange exchange, String json) throws IOException {
    try (exchange) {
      byte[] body = json.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(away ? 503 : 200, away ? -1 : body.length);
      if (!away) {
        exchange.getResponseBody().write(body);
      }
    }
  }
}
