/// Tells push services about messages that nobody saw within a grace.
///
/// All state is the group's committed offsets: a message that is not due is read again when it is.
@NullMarked
package chat.maru.chat.notification;

import org.jspecify.annotations.NullMarked;
