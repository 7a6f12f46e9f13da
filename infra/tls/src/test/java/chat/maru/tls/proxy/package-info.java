/// Tests.
@NullMarked
package chat.maru.tls.proxy;

import org.jspecify.annotations.NullMarked;
