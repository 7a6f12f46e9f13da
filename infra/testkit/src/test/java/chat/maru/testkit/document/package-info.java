@NullMarked
package chat.maru.testkit.document;

import org.jspecify.annotations.NullMarked;
