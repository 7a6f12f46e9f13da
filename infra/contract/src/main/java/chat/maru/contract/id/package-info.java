/// Ids that every part computes alike.
@NullMarked
package chat.maru.contract.id;

import org.jspecify.annotations.NullMarked;
