/// Tests.
@NullMarked
package chat.maru.tls;

import org.jspecify.annotations.NullMarked;
