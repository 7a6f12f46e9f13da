/// The timed outages, in a short form.
@NullMarked
package chat.maru.cluster.outage;

import org.jspecify.annotations.NullMarked;
