/// Who is pushed to when the grace is over.
@NullMarked
package chat.maru.chat.notification;

import org.jspecify.annotations.NullMarked;
