/// Single-use tickets for browsers, which can't set headers on a WebSocket.
@NullMarked
package chat.maru.chat.ticket;

import org.jspecify.annotations.NullMarked;
