/// Tickets, with and without Redis and gateways.
@NullMarked
package chat.maru.chat.ticket;

import org.jspecify.annotations.NullMarked;
