/// Erasing a user: what they wrote becomes unreadable everywhere, their account empty (D14).
///
/// | what | becomes |
/// |---|---|
/// | the data keys of what they wrote | destroyed: rows, log records and backups of these stay ciphertext for ever |
/// | their messages | keep id, place and number (D2, D3); others see "deleted message" |
/// | name, password hash, refresh tokens, titles and descriptions of their posts | gone |
/// | their sessions and tokens | ended by a ban (D13) |
/// | in a room on hold | kept wrapped and opened for nobody, destroyed when the hold is lifted |
@NullMarked
package chat.maru.chat.erasure;

import org.jspecify.annotations.NullMarked;
