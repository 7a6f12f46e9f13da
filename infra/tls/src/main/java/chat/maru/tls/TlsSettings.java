package chat.maru.tls;

import chat.maru.tls.backend.Backend;
import chat.maru.tls.listener.Listener;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// TLS beside Boot's own `spring.ssl.bundle.*`, `server.ssl.bundle` and
/// `management.server.ssl.bundle`.
///
/// @param terminatedByProxy addresses or CIDR blocks of the proxies in front of the public
///   listener, which may then be plain; what they forward about a client (`X-Forwarded-For`,
///   `X-Forwarded-Proto`) is believed, anyone else's is not; default none
/// @param allowPlaintextListeners listeners that may be plain beyond loopback, because the network
///   around them is closed; default none
/// @param allowPlaintextBackends servers that the profile `production` may reach without encryption
///   or credentials; default none
/// @param hsts how long browsers are told to come back by https alone (RFC 6797), on answers over
///   https; default a year, 0s tells them nothing
/// @param serviceBundle SSL bundle with the certificate authority of chat-service's internal API;
///   default: those that the JVM trusts
/// @param issuerBundle SSL bundle with the certificate authority of the issuer's keys; default:
///   those that the JVM trusts
@ConfigurationProperties("maru.tls")
public record TlsSettings(
    @DefaultValue Set<String> terminatedByProxy,
    @DefaultValue Set<Listener> allowPlaintextListeners,
    @DefaultValue Set<Backend> allowPlaintextBackends,
    @DefaultValue("365d") Duration hsts,
    @Nullable String serviceBundle,
    @Nullable String issuerBundle) {}
