/// What came out: a verdict for each rule of a consumer, with the events that show a breach.
@NullMarked
package chat.maru.consumerkit.verdict;

import org.jspecify.annotations.NullMarked;
