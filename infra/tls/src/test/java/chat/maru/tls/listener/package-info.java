/// Tests.
@NullMarked
package chat.maru.tls.listener;

import org.jspecify.annotations.NullMarked;
