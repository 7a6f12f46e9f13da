/// Tests.
@NullMarked
package chat.maru.limits;

import org.jspecify.annotations.NullMarked;
