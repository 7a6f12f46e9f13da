/// Slows down who guesses passwords of the embedded issuer.
@NullMarked
package chat.maru.chat.guess;

import org.jspecify.annotations.NullMarked;
