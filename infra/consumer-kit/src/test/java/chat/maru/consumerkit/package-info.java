/// Tests of the whole kit, against a real broker.
@NullMarked
package chat.maru.consumerkit;

import org.jspecify.annotations.NullMarked;
