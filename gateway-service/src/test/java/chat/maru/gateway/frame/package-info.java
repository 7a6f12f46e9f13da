/// What clients may write, as tables.
@NullMarked
package chat.maru.gateway.frame;

import org.jspecify.annotations.NullMarked;
