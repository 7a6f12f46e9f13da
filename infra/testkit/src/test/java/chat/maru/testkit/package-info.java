/// The extension and the rules, each shown to notice what it is there for.
@NullMarked
package chat.maru.testkit;

import org.jspecify.annotations.NullMarked;
