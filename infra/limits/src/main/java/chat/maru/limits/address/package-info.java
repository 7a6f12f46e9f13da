/// Whom limits per address count as one, and for whom they are not.
@NullMarked
package chat.maru.limits.address;

import org.jspecify.annotations.NullMarked;
