/// Sessions against a socket that a test holds.
@NullMarked
package chat.maru.gateway.session;

import org.jspecify.annotations.NullMarked;
