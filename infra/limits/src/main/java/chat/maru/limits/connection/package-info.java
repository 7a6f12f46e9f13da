/// Connections of a Jetty server that are no sessions: how many, and for how long.
@NullMarked
package chat.maru.limits.connection;

import org.jspecify.annotations.NullMarked;
