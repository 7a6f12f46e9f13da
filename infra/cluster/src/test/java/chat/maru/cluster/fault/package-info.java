/// Tests of the faults that a cluster is to suffer.
@NullMarked
package chat.maru.cluster.fault;

import org.jspecify.annotations.NullMarked;
