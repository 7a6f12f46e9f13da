/// Rooms: who is in them and how far they are numbered.
///
/// The row lock on `chat_room` is what makes numbers dense: whoever holds it numbers the room,
/// until its transaction ends (D3).
@NullMarked
package chat.maru.persistence.room;

import org.jspecify.annotations.NullMarked;
