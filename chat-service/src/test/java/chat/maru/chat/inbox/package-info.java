/// Lists, cursors and catch-up of the caller's rooms.
@NullMarked
package chat.maru.chat.inbox;

import org.jspecify.annotations.NullMarked;
