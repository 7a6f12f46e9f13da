@NullMarked
package chat.maru.operation.database;

import org.jspecify.annotations.NullMarked;
