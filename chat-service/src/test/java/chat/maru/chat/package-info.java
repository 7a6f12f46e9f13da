/// A node under test, a client for it, and what persistence-service would have written.
@NullMarked
package chat.maru.chat;

import org.jspecify.annotations.NullMarked;
