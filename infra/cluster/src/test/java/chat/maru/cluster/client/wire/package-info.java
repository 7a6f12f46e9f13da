/// Tables of the rules of this package.
@NullMarked
package chat.maru.cluster.client.wire;

import org.jspecify.annotations.NullMarked;
