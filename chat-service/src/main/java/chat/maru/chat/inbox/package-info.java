/// The caller's rooms: the list, one of them, and catch-up over all of them.
@NullMarked
package chat.maru.chat.inbox;

import org.jspecify.annotations.NullMarked;
