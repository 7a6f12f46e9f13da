@NullMarked
package chat.maru.operation.start;

import org.jspecify.annotations.NullMarked;
