/// Inputs that nobody would write by hand, from bytes: the bytes of a seed, or those that a fuzzer
/// learns from.
@NullMarked
package chat.maru.testkit.fuzz;

import org.jspecify.annotations.NullMarked;
