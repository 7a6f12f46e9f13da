/// The reference client against a cluster that says what a test tells it to.
@NullMarked
package chat.maru.cluster.client;

import org.jspecify.annotations.NullMarked;
