@NullMarked
package chat.maru.chat.lag;

import org.jspecify.annotations.NullMarked;
