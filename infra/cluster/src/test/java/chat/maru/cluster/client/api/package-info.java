/// Tests of the REST half without a cluster.
@NullMarked
package chat.maru.cluster.client.api;

import org.jspecify.annotations.NullMarked;
