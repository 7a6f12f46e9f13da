/// Keys shared by nodes, and tokens that are not ours.
@NullMarked
package chat.maru.chat.issuer;

import org.jspecify.annotations.NullMarked;
