@NullMarked
package chat.maru.operation.pace;

import org.jspecify.annotations.NullMarked;
