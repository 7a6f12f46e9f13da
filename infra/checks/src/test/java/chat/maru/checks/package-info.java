/// What is not Java, held against its own validators. A tool that a fresh machine lacks is a
/// printed skip, and a failure where `e2e.required` is true.
@NullMarked
package chat.maru.checks;

import org.jspecify.annotations.NullMarked;
