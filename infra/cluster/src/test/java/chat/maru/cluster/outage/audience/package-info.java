/// How an audience's records are reckoned.
@NullMarked
package chat.maru.cluster.outage.audience;

import org.jspecify.annotations.NullMarked;
