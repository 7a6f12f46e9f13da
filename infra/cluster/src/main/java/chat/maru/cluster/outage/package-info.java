/// What users notice of an outage, timed: one part of a local cluster is taken away under load and
/// comes back, and the figures are printed beside what is promised. See `docs/operations.md`,
/// "Measuring".
@NullMarked
package chat.maru.cluster.outage;

import org.jspecify.annotations.NullMarked;
