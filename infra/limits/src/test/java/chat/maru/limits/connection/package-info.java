/// Tests.
@NullMarked
package chat.maru.limits.connection;

import org.jspecify.annotations.NullMarked;
