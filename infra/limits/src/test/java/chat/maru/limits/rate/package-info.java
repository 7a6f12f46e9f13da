/// Tests.
@NullMarked
package chat.maru.limits.rate;

import org.jspecify.annotations.NullMarked;
