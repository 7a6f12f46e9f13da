/// Two ports that must not be mixed up.
@NullMarked
package chat.maru.chat.internal;

import org.jspecify.annotations.NullMarked;
