/// Read positions: they only move forward and never past the room's head (D8).
@NullMarked
package chat.maru.persistence.read;

import org.jspecify.annotations.NullMarked;
