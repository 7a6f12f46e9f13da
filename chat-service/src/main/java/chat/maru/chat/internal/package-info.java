/// What gateways ask, on a port of its own with a token of its own; see
/// [chat.maru.contract.internal.InternalApi].
@NullMarked
package chat.maru.chat.internal;

import org.jspecify.annotations.NullMarked;
