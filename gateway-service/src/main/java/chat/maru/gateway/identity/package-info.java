/// Who a handshake or an `auth` frame speaks for. Tokens and tickets are never logged, and no
/// message of an exception here holds one.
@NullMarked
package chat.maru.gateway.identity;

import org.jspecify.annotations.NullMarked;
