/// The embedded issuer: keys and access tokens.
///
/// | state | owner |
/// |---|---|
/// | table `signing_key` | whichever node starts first makes the first key, any makes the next |
/// | `SigningKeys` snapshot | replaced as a whole by any thread |
@NullMarked
package chat.maru.chat.issuer;

import org.jspecify.annotations.NullMarked;
