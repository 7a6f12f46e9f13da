/// Proofs of it.
@NullMarked
package chat.maru.cluster.state;

import org.jspecify.annotations.NullMarked;
