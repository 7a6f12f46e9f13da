/// Processes that die, hang and talk.
@NullMarked
package chat.maru.testkit.process;

import org.jspecify.annotations.NullMarked;
