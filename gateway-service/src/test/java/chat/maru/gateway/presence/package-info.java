/// Presence as a table.
@NullMarked
package chat.maru.gateway.presence;

import org.jspecify.annotations.NullMarked;
