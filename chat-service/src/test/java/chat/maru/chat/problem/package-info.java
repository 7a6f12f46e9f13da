/// What callers are told while a part is away.
@NullMarked
package chat.maru.chat.problem;

import org.jspecify.annotations.NullMarked;
