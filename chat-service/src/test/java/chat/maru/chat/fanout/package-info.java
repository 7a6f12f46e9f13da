/// Two gateways that only listen, against the real directory.
@NullMarked
package chat.maru.chat.fanout;

import org.jspecify.annotations.NullMarked;
