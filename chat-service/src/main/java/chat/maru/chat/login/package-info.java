/// Registering, signing in, staying signed in and signing out with the embedded issuer.
@NullMarked
package chat.maru.chat.login;

import org.jspecify.annotations.NullMarked;
