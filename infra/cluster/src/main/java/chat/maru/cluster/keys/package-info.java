/// Reads a cluster's ciphertexts from outside, with the keys that its services have.
@NullMarked
package chat.maru.cluster.keys;

import org.jspecify.annotations.NullMarked;
