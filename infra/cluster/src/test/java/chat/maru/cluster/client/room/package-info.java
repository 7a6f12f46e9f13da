/// Tables of the rules of this package.
@NullMarked
package chat.maru.cluster.client.room;

import org.jspecify.annotations.NullMarked;
