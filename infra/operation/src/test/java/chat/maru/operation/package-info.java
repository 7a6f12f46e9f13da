@NullMarked
package chat.maru.operation;

import org.jspecify.annotations.NullMarked;
