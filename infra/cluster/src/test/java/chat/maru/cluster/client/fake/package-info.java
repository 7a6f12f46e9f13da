/// A cluster for client libraries to talk to, whose every word is a test's.
@NullMarked
package chat.maru.cluster.client.fake;

import org.jspecify.annotations.NullMarked;
