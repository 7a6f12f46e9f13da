package chat.maru.chat;

import chat.maru.limits.rate.Rate;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// What a node of chat-service is told; fan-out and notifications have settings of their own.
///
/// @param node this node's name; default: host name and a random suffix
/// @param keyringFile the cluster's keyring; no default, without it the service does not start
/// @param kek URI of the key that wraps the keyring: `file:/path`, or a KMS; no default
/// @param serviceTokenFile the token that gateways show on the internal port; no default
/// @param issuer `iss` of access tokens; an outside issuer's `issuer-uri`
/// @param audience must be among the `aud` of access tokens
/// @param tokenAlgorithms which signatures of an outside issuer count; ours are ES256
/// @param topics whether this node makes the topics
/// @param chat what only chat-service knows
@ConfigurationProperties("maru")
@Validated
public record ChatSettings(
    @NotNull @Pattern(regexp = "[A-Za-z0-9-]{1,64}") String node,
    @NotNull(message = "must name the keyring file that all services share") Path keyringFile,
    @NotNull(message = "must name the key that wraps the keyring") String kek,
    @NotNull(message = "must name the file of the service token") Path serviceTokenFile,
    @DefaultValue("http://127.0.0.1:8080") String issuer,
    @DefaultValue("maru") String audience,
    @DefaultValue({"ES256", "RS256"}) Set<String> tokenAlgorithms,
    @DefaultValue Topics topics,
    @DefaultValue @Valid Chat chat) {

  /// @param create make missing topics at start; default no, the launcher or a deploy job does
  public record Topics(@DefaultValue("false") boolean create) {}

  /// @param internalAddress where the internal API listens; default loopback; never a public one
  /// @param internalPort its port; 0 takes a free one
  /// @param websocketOrigins where the page may open sockets (CSP `connect-src`); default: any port
  ///   of loopback
  /// @param bcryptStrength 4–31, each step doubles the cost of a login; default 10, about 60 ms
  /// @param embeddedIssuer default yes; no = tokens of `maru.issuer` alone, no registration or
  ///   login
  /// @param signingKeyLife how long the embedded issuer's key serves until it gets a successor; at
  ///   least an hour
  /// @param socketUrl the load balancer in front of all gateways; default: tickets name a gateway
  /// @param corsOrigins exact origins whose pages may call REST from browsers; default: none
  public record Chat(
      @DefaultValue("127.0.0.1") InetAddress internalAddress,
      @DefaultValue("8190") @Min(0) @Max(65_535) int internalPort,
      @DefaultValue({"ws://127.0.0.1:*", "ws://localhost:*"}) List<String> websocketOrigins,
      @DefaultValue("10") @Min(4) @Max(31) int bcryptStrength,
      @DefaultValue("true") boolean embeddedIssuer,
      @DefaultValue("30d") @DurationMin(hours = 1) Duration signingKeyLife,
      @Nullable URI socketUrl,
      @DefaultValue List<@Pattern(regexp = "https?://[^/*]+") String> corsOrigins,
      @DefaultValue PerUser perUser,
      @DefaultValue PerAddress perAddress,
      @DefaultValue Door door) {}

  /// What one user may ask of this node (D9).
  ///
  /// @param requests a device that comes back makes three to ten
  /// @param tickets each a write to Redis
  public record PerUser(
      @DefaultValue("50/s burst 500") Rate requests,
      @DefaultValue("20/s burst 200") Rate tickets) {}

  /// What one address may ask of this node. Thousands of honest people may share one (a mobile
  /// network, a campus), and after an outage they come back together, so this is for floods alone.
  ///
  /// @param requests of all kinds, the page's files among them
  /// @param exempt addresses and CIDR blocks that are not limited, as a load balancer's
  public record PerAddress(
      @DefaultValue("500/s burst 10000") Rate requests,
      @DefaultValue("2/s burst 100") Rate registrations,
      @DefaultValue("20/s burst 500") Rate logins,
      @DefaultValue("100/s burst 2000") Rate refreshes,
      @DefaultValue({"127.0.0.0/8", "::1"}) List<String> exempt) {}

  /// Clients' connections.
  ///
  /// @param headers time for a request's headers
  /// @param request time from there until the answer is read
  /// @param connections beyond, who waits longest for a request gives way
  /// @param connectionsPerAddress those of one address
  public record Door(
      @DefaultValue("10s") Duration headers,
      @DefaultValue("30s") Duration request,
      @DefaultValue("10000") int connections,
      @DefaultValue("500") int connectionsPerAddress) {}
}
