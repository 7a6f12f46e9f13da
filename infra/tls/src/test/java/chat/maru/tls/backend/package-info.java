/// Tests.
@NullMarked
package chat.maru.tls.backend;

import org.jspecify.annotations.NullMarked;
