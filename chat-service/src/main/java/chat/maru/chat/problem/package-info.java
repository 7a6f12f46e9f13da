/// Every error that REST answers, in one table: an exception in, one `application/problem+json` out
/// (RFC 9457).
@NullMarked
package chat.maru.chat.problem;

import org.jspecify.annotations.NullMarked;
