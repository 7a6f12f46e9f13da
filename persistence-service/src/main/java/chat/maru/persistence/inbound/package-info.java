/// Which inbound records can ever be stored, judged by the record alone (D11).
@NullMarked
package chat.maru.persistence.inbound;

import org.jspecify.annotations.NullMarked;
