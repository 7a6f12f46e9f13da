package chat.maru.gateway.settings;

import chat.maru.limits.rate.Rate;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Everything that can be set about a gateway, beside Spring's own `server.*`, `spring.kafka.*` and
/// `spring.data.redis.*`.
///
/// @param node this node's name, unique among gateways, `[A-Za-z0-9-]{1,64}`; the host's name and a
///   random suffix if absent
/// @param keyringFile the cluster's keyring; required
/// @param kek URI of the key that wraps the keyring, `file:/path` or a KMS; required
/// @param serviceTokenFile holds the token for chat-service's internal API; required
/// @param issuer the `iss` that tokens must carry
/// @param audience must be among their `aud`
/// @param tokenAlgorithms which signatures of an outside issuer count; the embedded one's are ES256
@ConfigurationProperties("maru")
public record GatewaySettings(
    @Nullable String node,
    Path keyringFile,
    String kek,
    Path serviceTokenFile,
    String issuer,
    @DefaultValue("maru") String audience,
    @DefaultValue({"ES256", "RS256"}) Set<String> tokenAlgorithms,
    Gateway gateway) {

  public GatewaySettings {
    require("maru.keyring-file", keyringFile);
    require("maru.kek", kek);
    require("maru.service-token-file", serviceTokenFile);
    require("maru.issuer", issuer);
    require("maru.gateway.*", gateway);
  }

  /// @param publicUrl the WebSocket address that clients are given, for example
  ///   `wss://chat.example/ws`
  /// @param chatServiceUrls base addresses of chat-service's internal API, tried in turn
  /// @param embeddedIssuer tokens are chat-service's; no = an outside issuer's, whose users are
  ///   made known when they first come
  /// @param jwksUri where the issuer publishes its keys; required with the embedded issuer, for an
  ///   outside one its metadata tell
  /// @param allowedOrigins exact origins from which browsers may connect; none allows no browser
  public record Gateway(
      String publicUrl,
      List<URI> chatServiceUrls,
      @DefaultValue("true") boolean embeddedIssuer,
      @Nullable URI jwksUri,
      @DefaultValue Set<String> allowedOrigins,
      @DefaultValue Limits limits,
      @DefaultValue Timing timing,
      @DefaultValue PerUser perUser,
      @DefaultValue PerAddress perAddress,
      @DefaultValue Door door) {

    public Gateway {
      require("maru.gateway.public-url", publicUrl);
      require("maru.gateway.chat-service-urls", chatServiceUrls);
      if (embeddedIssuer) {
        require("maru.gateway.jwks-uri", jwksUri);
      }
    }
  }

  /// What one session may cost (D9).
  ///
  /// @param outboxFrames frames a session may lag behind before it is closed; more hides slow
  ///   clients longer
  /// @param outboxBytes their bytes; the longest `message` frame is about 25 KB
  /// @param waitingSends sends of one session that may wait for an earlier one to be answered; more
  ///   lets clients pipeline further
  /// @param waitingBytes the bytes of their texts
  /// @param rooms rooms of one session with something open: an unanswered send, a send to repeat, a
  ///   read in flight
  /// @param watches presences that one session may watch
  /// @param frames of a session, whatever they are, one more for each 4,096 characters; beyond, the
  ///   session is closed
  /// @param refusals frames of a session that were refused by a limit or not understood; beyond, it
  ///   is closed
  public record Limits(
      @DefaultValue("512") int outboxFrames,
      @DefaultValue("524288") int outboxBytes,
      @DefaultValue("256") int waitingSends,
      @DefaultValue("262144") int waitingBytes,
      @DefaultValue("128") int rooms,
      @DefaultValue("50") int watches,
      @DefaultValue("500/s burst 2000") Rate frames,
      @DefaultValue("20/s burst 200") Rate refusals) {}

  /// What one user may do on this node, with all devices together (D9).
  ///
  /// @param sends messages; honest people write one in a while, programs in bursts
  /// @param reads read positions
  /// @param typing frames; what a session tells too often of one room is left out before
  /// @param watches `watch` and `unwatch`, each a look-up in Redis
  /// @param auths fresh tokens, each a signature to check
  /// @param handshakes that were who they say; a device comes back with growing pauses
  /// @param connections open at once
  public record PerUser(
      @DefaultValue("100/s burst 400") Rate sends,
      @DefaultValue("100/s burst 400") Rate reads,
      @DefaultValue("10/s burst 50") Rate typing,
      @DefaultValue("10/s burst 300") Rate watches,
      @DefaultValue("1/s burst 50") Rate auths,
      @DefaultValue("20/s burst 200") Rate handshakes,
      @DefaultValue("200") int connections) {}

  /// What one address may do on this node. Thousands of honest people may share one (a mobile
  /// network, a campus), so this is for floods alone.
  ///
  /// @param handshakes also those that are refused
  /// @param connections sessions open at once
  /// @param exempt addresses and CIDR blocks that are not limited, as a load balancer's
  public record PerAddress(
      @DefaultValue("100/s burst 2000") Rate handshakes,
      @DefaultValue("2000") int connections,
      @DefaultValue({"127.0.0.0/8", "::1"}) List<String> exempt) {}

  /// Connections that are no sessions (yet).
  ///
  /// @param headers time for a connection's first request to be complete
  /// @param request time from there to the upgrade or the answer
  /// @param connections without a session; beyond, who waits longest gives way
  /// @param connectionsPerAddress those of one address
  public record Door(
      @DefaultValue("10s") Duration headers,
      @DefaultValue("30s") Duration request,
      @DefaultValue("20000") int connections,
      @DefaultValue("500") int connectionsPerAddress) {}

  /// @param heartbeat between two WebSocket pings to a client; after two and a half without a sign
  ///   of life a session is closed
  /// @param presenceGrace how long after the last device left a user still counts as online
  /// @param presencePoll how often watched users are looked up beside all announcements; bounds how
  ///   long a crashed node's users look online
  /// @param typing one `typing` of a session and room is passed on in this time
  /// @param drain longest time at SIGTERM for open appends; above the producer's delivery timeout
  /// @param reconnectSpread clients of a draining node come back within this time, or at 1,000 a
  ///   second where that takes longer
  public record Timing(
      @DefaultValue("20s") Duration heartbeat,
      @DefaultValue("30s") Duration presenceGrace,
      @DefaultValue("15s") Duration presencePoll,
      @DefaultValue("3s") Duration typing,
      @DefaultValue("5s") Duration drain,
      @DefaultValue("1s") Duration reconnectSpread) {}

  private static void require(String name, @Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException(name + ": none (expected: a value, it is required)");
    }
  }
}
