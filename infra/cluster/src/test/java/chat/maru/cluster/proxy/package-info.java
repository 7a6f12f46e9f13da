/// Tests of the proxy with real sockets.
@NullMarked
package chat.maru.cluster.proxy;

import org.jspecify.annotations.NullMarked;
