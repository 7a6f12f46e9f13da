/// What a service may expect of a database, and what it may not.
@NullMarked
package chat.maru.operation.database;

import org.jspecify.annotations.NullMarked;
