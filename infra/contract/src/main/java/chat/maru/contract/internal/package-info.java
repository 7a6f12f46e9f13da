/// What gateways and operators ask chat-service on its internal port.
@NullMarked
package chat.maru.contract.internal;

import org.jspecify.annotations.NullMarked;
