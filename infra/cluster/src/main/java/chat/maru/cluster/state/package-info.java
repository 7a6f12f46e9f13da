/// What a running cluster tells people and tools about itself.
@NullMarked
package chat.maru.cluster.state;

import org.jspecify.annotations.NullMarked;
