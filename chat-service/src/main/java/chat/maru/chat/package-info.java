/// Everything of Maru that is not live: REST, the page, the embedded issuer, and the consumers of
/// the public stream.
///
/// | package | does |
/// |---|---|
/// | `identity` · `login` · `issuer` | users; signing in and out; the tokens and keys behind it |
/// | `revocation` | logouts and bans, and how they reach what lives |
/// | `post` · `room` · `history` · `inbox` | posts; rooms; pages of messages; the caller's rooms and catch-up |
/// | `ticket` · `internal` | tickets for browsers' sockets; what gateways ask |
/// | `directory` · `fanout` · `notification` | who is connected where; telling them; telling push services |
/// | `limit` | how much one user, address and connection may ask |
/// | `lag` | how far consumers are behind |
/// | `stream` · `wire` · `problem` · `web` · `readiness` | Kafka records; forms of REST; errors; security and page; health |
@NullMarked
package chat.maru.chat;

import org.jspecify.annotations.NullMarked;
