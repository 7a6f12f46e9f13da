@NullMarked
package chat.maru.operation.audit;

import org.jspecify.annotations.NullMarked;
