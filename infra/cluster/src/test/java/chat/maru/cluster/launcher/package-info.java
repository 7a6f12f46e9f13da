/// The launcher, held against services that only pretend, on real servers.
@NullMarked
package chat.maru.cluster.launcher;

import org.jspecify.annotations.NullMarked;
