/// Records that can't be stored (D11): kept as they came, with the reason, until a command replays
/// them.
@NullMarked
package chat.maru.persistence.park;

import org.jspecify.annotations.NullMarked;
