/// What every service does about TLS, by auto-configuration.
///
/// | package | does |
/// |---|---|
/// | `listener` | suites, certificates that change without a restart, no plain listener beyond loopback |
/// | `proxy` | whose `X-Forwarded-*` headers count |
/// | `client` | which certificates count when one service calls another |
/// | `backend` | in production: Kafka, Redis and PostgreSQL encrypted and authenticated |
@NullMarked
package chat.maru.tls;

import org.jspecify.annotations.NullMarked;
