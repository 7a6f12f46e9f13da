/// Tests.
@NullMarked
package chat.maru.limits.address;

import org.jspecify.annotations.NullMarked;
