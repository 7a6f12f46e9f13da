/// Which certificates count when one service calls another.
@NullMarked
package chat.maru.tls.client;

import org.jspecify.annotations.NullMarked;
