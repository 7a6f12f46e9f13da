/// What PostgreSQL reads for an answer, in tables as large as those of people who use Maru much.
@NullMarked
package chat.maru.chat.plan;

import org.jspecify.annotations.NullMarked;
