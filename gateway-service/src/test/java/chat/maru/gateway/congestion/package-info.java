/// Crowds of different sizes before a cluster of a given capacity.
@NullMarked
package chat.maru.gateway.congestion;

import org.jspecify.annotations.NullMarked;
