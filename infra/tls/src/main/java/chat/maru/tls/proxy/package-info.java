/// Whose word about a client counts.
@NullMarked
package chat.maru.tls.proxy;

import org.jspecify.annotations.NullMarked;
