/// How consumers of the log share what a batch costs (decision 14).
@NullMarked
package chat.maru.operation.pace;

import org.jspecify.annotations.NullMarked;
