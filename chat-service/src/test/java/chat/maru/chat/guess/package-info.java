/// How guessing is slowed down.
@NullMarked
package chat.maru.chat.guess;

import org.jspecify.annotations.NullMarked;
