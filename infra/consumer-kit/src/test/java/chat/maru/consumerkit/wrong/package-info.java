/// Consumers with one fault each, for the check to find.
@NullMarked
package chat.maru.consumerkit.wrong;

import org.jspecify.annotations.NullMarked;
