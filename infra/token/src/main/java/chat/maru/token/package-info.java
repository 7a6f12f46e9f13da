/// How access tokens are judged, alike at both doors: keys, algorithms and signatures, the rules,
/// and whom a token names. What one service lets in the other does, too.
@NullMarked
package chat.maru.token;

import org.jspecify.annotations.NullMarked;
