/// The error codes that REST problems and WebSocket frames share.
@NullMarked
package chat.maru.contract.error;

import org.jspecify.annotations.NullMarked;
