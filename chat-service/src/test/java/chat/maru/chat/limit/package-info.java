/// Tests.
@NullMarked
package chat.maru.chat.limit;

import org.jspecify.annotations.NullMarked;
