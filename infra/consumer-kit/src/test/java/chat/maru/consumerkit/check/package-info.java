/// Tests of the package of the same name.
@NullMarked
package chat.maru.consumerkit.check;

import org.jspecify.annotations.NullMarked;
