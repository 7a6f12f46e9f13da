@NullMarked
package chat.maru.chat.directory;

import org.jspecify.annotations.NullMarked;
