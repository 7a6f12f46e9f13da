/// The deliberate faults in `infra/mutants`, held against the sources that they change.
@NullMarked
package chat.maru.checks.mutants;

import org.jspecify.annotations.NullMarked;
