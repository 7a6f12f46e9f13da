/// The command line: `check` judges a consumer, `example` is one.
@NullMarked
package chat.maru.consumerkit;

import org.jspecify.annotations.NullMarked;
