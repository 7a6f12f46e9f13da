/// The session directory on a real Redis.
@NullMarked
package chat.maru.chat.directory;

import org.jspecify.annotations.NullMarked;
