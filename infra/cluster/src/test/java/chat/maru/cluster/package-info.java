/// Rules for the whole module.
@NullMarked
package chat.maru.cluster;

import org.jspecify.annotations.NullMarked;
