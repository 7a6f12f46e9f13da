/// When this node may be given requests.
@NullMarked
package chat.maru.chat.readiness;

import org.jspecify.annotations.NullMarked;
