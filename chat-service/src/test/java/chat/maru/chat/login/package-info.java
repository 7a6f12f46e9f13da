/// Signing up, in, on and out, by REST.
@NullMarked
package chat.maru.chat.login;

import org.jspecify.annotations.NullMarked;
