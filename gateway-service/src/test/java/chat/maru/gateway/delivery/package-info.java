/// Liveness over times that a test gives.
@NullMarked
package chat.maru.gateway.delivery;

import org.jspecify.annotations.NullMarked;
