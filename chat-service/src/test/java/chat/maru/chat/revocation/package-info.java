/// Tests of logouts and bans against a real database.
@NullMarked
package chat.maru.chat.revocation;

import org.jspecify.annotations.NullMarked;
