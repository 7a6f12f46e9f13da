/// Measures a running cluster from outside: open-loop traffic, latency from the intended send time,
/// what was lost, repeated or reordered, CPU per message of each process. Figures compare runs on
/// one machine, no more.
@NullMarked
package chat.maru.cluster.load;

import org.jspecify.annotations.NullMarked;
