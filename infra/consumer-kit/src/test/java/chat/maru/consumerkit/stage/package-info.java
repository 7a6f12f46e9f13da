/// Tests of the package of the same name.
@NullMarked
package chat.maru.consumerkit.stage;

import org.jspecify.annotations.NullMarked;
