/// Users whom another issuer knows.
@NullMarked
package chat.maru.chat.identity;

import org.jspecify.annotations.NullMarked;
