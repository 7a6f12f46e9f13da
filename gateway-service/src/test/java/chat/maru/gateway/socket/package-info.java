/// How sessions of a draining node come back.
@NullMarked
package chat.maru.gateway.socket;

import org.jspecify.annotations.NullMarked;
