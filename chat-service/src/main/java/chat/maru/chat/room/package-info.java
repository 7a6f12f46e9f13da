/// Rooms, their two members and how far each has read. Written by persistence-service alone.
@NullMarked
package chat.maru.chat.room;

import org.jspecify.annotations.NullMarked;
