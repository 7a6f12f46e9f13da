/// Order and rules without a log.
@NullMarked
package chat.maru.gateway.intake;

import org.jspecify.annotations.NullMarked;
