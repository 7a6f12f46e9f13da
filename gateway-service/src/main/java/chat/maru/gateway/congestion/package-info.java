/// What keeps the way of a message short when more is sent than the cluster can carry.
@NullMarked
package chat.maru.gateway.congestion;

import org.jspecify.annotations.NullMarked;
