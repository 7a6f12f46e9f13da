@NullMarked
package chat.maru.testkit.tls;

import org.jspecify.annotations.NullMarked;
