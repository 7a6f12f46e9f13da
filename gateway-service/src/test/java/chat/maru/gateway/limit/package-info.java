/// Tests.
@NullMarked
package chat.maru.gateway.limit;

import org.jspecify.annotations.NullMarked;
