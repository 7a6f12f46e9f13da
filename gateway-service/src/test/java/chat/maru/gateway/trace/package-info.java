/// Tests of the spans and of the decision to make them.
@NullMarked
package chat.maru.gateway.trace;

import org.jspecify.annotations.NullMarked;
