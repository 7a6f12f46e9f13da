/// What the profile `production` asks to be set. A new secret is one more line in [Demand].
@NullMarked
package chat.maru.operation.start;

import org.jspecify.annotations.NullMarked;
