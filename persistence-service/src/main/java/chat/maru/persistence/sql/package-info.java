/// Columns as PostgreSQL arrays: a batch is one statement, whatever its size.
@NullMarked
package chat.maru.persistence.sql;

import org.jspecify.annotations.NullMarked;
