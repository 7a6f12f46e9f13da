/// Backlogs that are known, on a real log.
@NullMarked
package chat.maru.chat.lag;

import org.jspecify.annotations.NullMarked;
