/// Tests of the package of the same name.
@NullMarked
package chat.maru.consumerkit.example;

import org.jspecify.annotations.NullMarked;
