/// Users, and the caller of a request as its token tells.
@NullMarked
package chat.maru.chat.identity;

import org.jspecify.annotations.NullMarked;
