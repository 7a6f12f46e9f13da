/// Where the database stands in the inbound log while there is no batch to compare it with (D1).
@NullMarked
package chat.maru.persistence.position;

import org.jspecify.annotations.NullMarked;
